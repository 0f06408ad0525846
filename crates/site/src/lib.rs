//! Public HTTP: routes, page cache, feeds.
