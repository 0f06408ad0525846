//! Brings content in from Ghost, through the use cases of newsroom.
