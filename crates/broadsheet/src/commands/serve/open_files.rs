//! How many files and connections the process may have open at once.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Files that are no readers' connections: the database, media, themes, logs.
const OURS: u64 = 256;

/// Raises the limit on open files as far as it goes; gives how many connections of readers fit below it.
pub fn connections(wanted: usize) -> usize {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: maximum,
        maximum,
    };
    // Where it cannot be raised, the connections are kept below what it is.
    let _ = setrlimit(Resource::Nofile, raised);
    fitting(wanted, getrlimit(Resource::Nofile).current)
}

fn fitting(wanted: usize, files: Option<u64>) -> usize {
    let Some(files) = files else { return wanted };
    let left = files.saturating_sub(OURS).max(files / 2);
    wanted.min(usize::try_from(left).unwrap_or(usize::MAX)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_files_for_the_server_itself() {
        assert_eq!(fitting(20_000, None), 20_000);
        assert_eq!(fitting(20_000, Some(1 << 20)), 20_000);
        assert_eq!(fitting(20_000, Some(1024)), 768);
        assert_eq!(fitting(20_000, Some(200)), 100);
        assert_eq!(fitting(20_000, Some(0)), 1);
    }
}
