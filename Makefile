# Two commands do everything on a fresh Debian machine that has Rust and Node: `make run` and `make test`.

.PHONY: run test test-rust test-browser lint bench theme fuzz help

help:
	@echo 'make run     build everything and start a demo newsroom at http://127.0.0.1:8080'
	@echo 'make test    every test: Rust, PostgreSQL, browser; installs what it needs on Debian'
	@echo 'make bench   measure the figures of PROMISES.md on this machine'
	@echo 'make fuzz    ten minutes of fuzzing for every parser (needs cargo-fuzz and a nightly toolchain)'

run: theme
	scripts/install-debian espeak-ng
	cargo build --release -p broadsheet
	scripts/run-demo

test: lint test-rust test-browser

lint: theme
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings

test-rust: theme
	scripts/install-debian postgresql espeak-ng ffmpeg libavif-bin
	scripts/fetch-ghost-themes
	scripts/test-rust

test-browser: theme
	scripts/install-debian chromium espeak-ng ffmpeg postfix
	cargo build -p broadsheet --locked
	scripts/test-browser

bench: theme
	scripts/install-debian postgresql nginx libnginx-mod-nchan wrk sqlite3 espeak-ng chromium curl
	cd bench && npm ci --no-audit --no-fund --loglevel=error
	cargo build --release -p broadsheet --locked
	node bench/run.mjs

# The fonts of the default theme and the scripts of the desk come from npm; the binary embeds the finished folders.
theme:
	scripts/build-theme
	scripts/build-desk

fuzz:
	scripts/fuzz
