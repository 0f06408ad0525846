//! Media and other blobs in a local folder, and image renditions.
