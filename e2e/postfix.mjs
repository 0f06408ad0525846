// A private Postfix for one test: own configuration, queue and port, delivering into one folder. The machine's own mail
// system is not touched, and nothing leaves this machine.
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseMail } from './mail.mjs';
import { freePort } from './newsroom.mjs';

const asRoot = process.getuid() === 0 ? [] : ['sudo', '-n'];
const run = (...words) => execFileSync([...asRoot, ...words][0], [...asRoot, ...words].slice(1), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const id = (flag) => Number(execFileSync('id', [flag, 'postfix'], { encoding: 'utf8' }));

/** Starts it; mail to anybody at reader.example arrives. Stop it with `close()`. */
export async function startPostfix() {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-postfix-'));
  chmodSync(folder, 0o755);
  const [uid, gid, port] = [id('-u'), id('-g'), await freePort()];
  const config = join(folder, 'config');
  for (const name of ['config', 'queue', 'data', 'mail']) mkdirSync(join(folder, name));
  for (const name of ['data', 'mail']) chownSync(join(folder, name), uid, gid);
  writeFileSync(join(config, 'main.cf'), `compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file_prefixes = ${folder}
maillog_file = ${folder}/data/log
myhostname = mail.reader.example
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
mydestination =
alias_maps =
smtpd_relay_restrictions = reject_unauth_destination
default_transport = error:no mail leaves this machine
virtual_mailbox_domains = reader.example
virtual_mailbox_base = ${folder}/mail
virtual_mailbox_maps = static:all/
virtual_minimum_uid = 1
virtual_uid_maps = static:${uid}
virtual_gid_maps = static:${gid}
`);
  // name, type, private, unprivileged, chroot, wake-up, processes, command: nothing runs in a chroot.
  writeFileSync(join(config, 'master.cf'), `
127.0.0.1:${port} inet n - n - - smtpd
qmgr unix n - n 300 1 qmgr
postlog unix-dgram n - n - 1 postlogd
cleanup unix n - n - 0 cleanup
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
`);
  run('postfix', '-c', config, 'start');
  const arrived = join(folder, 'mail', 'all', 'new');
  const all = () => (existsSync(arrived) ? readdirSync(arrived).sort().map((name) => parseMail(readFileSync(join(arrived, name), 'utf8'))) : []);
  return {
    /** For `mail.smtp`. */
    url: `smtp://127.0.0.1:${port}`,
    /** What has arrived for an address, oldest first. */
    mailTo: (address) => all().filter((mail) => mail.headers.to.toLowerCase() === address.toLowerCase()),
    /** Waits for the mail to an address whose subject is like this. */
    async arrives(address, subject) {
      for (let i = 0; i < 600; i++) {
        const found = this.mailTo(address).find((mail) => subject.test(mail.subject));
        if (found) return found;
        await new Promise((next) => setTimeout(next, 50));
      }
      const log = readFileSync(join(folder, 'data', 'log'), 'utf8');
      throw new Error(`no mail like ${subject} for ${address}; Postfix says:\n${log.slice(-3000)}`);
    },
    close() {
      run('postfix', '-c', config, 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
