// A small disk that a test may fill: a tmpfs, where this user may mount one.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Mounts a disk of so many megabytes; `null` where that is not allowed. Unmount it with `close()`. */
export function smallDisk(megabytes) {
  const at = mkdtempSync(join(tmpdir(), 'broadsheet-e2e-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', at], { stdio: 'ignore' });
  } catch {
    rmSync(at, { recursive: true });
    return null;
  }
  const ballast = join(at, 'ballast');
  return {
    at,
    /** Takes all the room that is left. */
    fill() {
      for (const size of [1 << 20, 1 << 16, 4096]) {
        try {
          for (;;) appendFileSync(ballast, Buffer.alloc(size));
        } catch {
          // No more of that size.
        }
      }
    },
    makeRoom: () => rmSync(ballast),
    close() {
      execFileSync('umount', [at]);
      rmSync(at, { recursive: true });
    },
  };
}
