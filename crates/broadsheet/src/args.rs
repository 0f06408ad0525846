//! The command line.

use clap::{Args, Parser, Subcommand};
use std::{collections::BTreeMap, net::SocketAddr, path::PathBuf};

/// A newsroom's site in one binary.
#[derive(Debug, Parser)]
#[command(name = "broadsheet", version, arg_required_else_help = true)]
pub struct Arguments {
    /// What is set up by flags, for every command.
    #[command(flatten)]
    pub setup: Setup,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Flags that every command takes.
#[derive(Debug, Args)]
pub struct Setup {
    /// Folder of the database, the media and the themes [default: ./data]
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// PostgreSQL to use instead of SQLite in the data folder
    #[arg(long, global = true, value_name = "postgres://…")]
    pub database: Option<String>,
    /// Configuration file (TOML) [default: ./broadsheet.toml when there is one]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the site
    Serve(Serve),
    /// Fill an empty newsroom with the demo publication
    Demo,
    /// Write synthetic content, for measuring
    Fill(Fill),
    /// Bring content in from another system
    #[command(subcommand)]
    Import(Import),
    /// Pictures and other files, where they are kept
    #[command(subcommand)]
    Files(Files),
    /// Publish, update and withdraw posts
    #[command(subcommand)]
    Post(Post),
    /// Have stories read aloud that are not: one, or those of the last days
    Narrate(Narrate),
    /// Newsletters and how many get them
    #[command(subcommand)]
    Newsletter(Newsletter),
    /// What is kept of a subscriber
    #[command(subcommand)]
    Subscriber(Subscriber),
    /// People who work at the desk
    #[command(subcommand)]
    User(User),
    /// Say what is wrong with the set-up, and how to mend it
    Check,
    /// Work that was given up: letters that could not be sent, and the like
    #[command(subcommand)]
    Job(Job),
    /// What the newsroom says about itself
    #[command(subcommand)]
    Setting(Setting),
    /// Work on themes
    #[command(subcommand)]
    Theme(Theme),
    /// Write everything that the newsroom has into one file (tar)
    Export {
        /// A file that is not there yet
        file: PathBuf,
    },
}

/// Where to serve.
#[derive(Debug, Args)]
pub struct Serve {
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR:PORT")]
    pub listen: Option<SocketAddr>,
    /// The address that readers know [default: http://ADDR:PORT]
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
}

/// How much to write.
#[derive(Debug, Args)]
pub struct Fill {
    /// How many stories
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub posts: u32,
}

/// Where to import from.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// A Ghost export: posts, pages, tags, authors, settings, menus
    Ghost {
        /// The export that Ghost's desk downloads
        export: PathBuf,
        /// Ghost's content folder (or a tar of it) with images, media and files
        #[arg(long, value_name = "TAR|DIR")]
        files: Option<PathBuf>,
    },
}

/// What to do with files.
#[derive(Debug, Subcommand)]
pub enum Files {
    /// Copy what lies in the data folder to where it is to be kept from now on; may be repeated
    Copy {
        /// Into the bucket that files.s3 names
        #[arg(long, required = true)]
        to_s3: bool,
    },
}

/// What to do with a post.
#[derive(Debug, Subcommand)]
pub enum Post {
    /// Publish or update a post from Markdown with front matter
    Publish {
        /// The file
        file: PathBuf,
    },
    /// Take a post off the site for good: its address answers 410 Gone
    Withdraw {
        /// The post's slug, as in its address
        slug: String,
        /// Why; readers are told so at its address
        #[arg(long)]
        reason: Option<String>,
    },
}

/// What to read aloud.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Narrate {
    /// The story's slug, as in its address
    pub slug: Option<String>,
    /// All stories of so many days
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub days: Option<u16>,
}

/// What to do with people.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Add a person; the password is read from standard input
    Add {
        /// Address to sign in with
        #[arg(long)]
        email: String,
        /// Name
        #[arg(long)]
        name: String,
        /// contributor, author, editor, administrator or owner
        #[arg(long)]
        role: String,
    },
    /// List the people who work here
    List,
    /// Take the second factor and passkeys away that a person has lost; they are signed out everywhere
    ResetFactor {
        /// Address they sign in with
        #[arg(long)]
        email: String,
    },
    /// Set a person's password, read from standard input; they are signed out everywhere
    SetPassword {
        /// Address they sign in with
        #[arg(long)]
        email: String,
        /// Take second factor and passkeys away, too
        #[arg(long)]
        remove_factors: bool,
    },
    /// Forget the failed tries of a person who has to wait, so that they may sign in at once
    Unlock {
        /// Address they sign in with
        #[arg(long)]
        email: String,
    },
}

/// What to do with newsletters.
#[derive(Debug, Subcommand)]
pub enum Newsletter {
    /// List them, with the number of readers
    List,
}

/// What to do with subscribers.
#[derive(Debug, Subcommand)]
pub enum Subscriber {
    /// Print all that is kept of a person, as JSON: newsletters, and who agreed to what, when and in which words
    Export {
        /// Their address
        #[arg(long)]
        email: String,
    },
    /// Erase a person and all that is kept of them
    Erase {
        /// Their address
        #[arg(long)]
        email: String,
    },
}

/// What to do with work that was given up.
#[derive(Debug, Subcommand)]
pub enum Job {
    /// List it: id, kind, how often it was tried, and why it failed last
    List,
    /// Have it tried again from the beginning, by the running server
    #[command(group = clap::ArgGroup::new("which").required(true))]
    Retry {
        /// Ids, as the list shows them
        #[arg(value_name = "ID", group = "which")]
        ids: Vec<String>,
        /// All of it
        #[arg(long, group = "which")]
        all: bool,
    },
}

/// What to do with settings.
#[derive(Debug, Subcommand)]
pub enum Setting {
    /// Show the settings that can be set here, with what they are
    List,
    /// Set one; an empty value takes it back
    Set {
        /// Its name, as the list shows it
        name: String,
        /// What it shall be
        value: String,
    },
}

/// What to do with themes.
#[derive(Debug, Subcommand)]
pub enum Theme {
    /// Say whether a theme works: a folder or a zip
    Check {
        /// The theme
        path: PathBuf,
    },
    /// Take a theme into use, if it works; a running server changes at once
    Use {
        /// The name of a theme that is there, or a folder or zip to copy into the newsroom
        #[arg(value_name = "NAME|PATH")]
        theme: PathBuf,
    },
    /// The themes that are there
    List,
}

impl Arguments {
    /// The flags that were given, by configuration key.
    pub fn flags(&self) -> BTreeMap<&'static str, String> {
        let mut flags = BTreeMap::new();
        let mut put = |key, value: Option<String>| {
            if let Some(value) = value {
                flags.insert(key, value);
            }
        };
        put(
            "data",
            self.setup
                .data
                .as_ref()
                .map(|path| path.to_string_lossy().into_owned()),
        );
        put("database", self.setup.database.clone());
        if let Command::Serve(serve) = &self.command {
            put("listen", serve.listen.map(|address| address.to_string()));
            put("url", serve.url.clone());
        }
        flags
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_holds_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn flags_of_the_set_up_may_stand_behind_the_command() {
        let line = "broadsheet serve --data d --listen 0.0.0.0:80 --url https://a.example";
        let flags = Arguments::parse_from(line.split(' ')).flags();
        assert_eq!(flags["data"], "d");
        assert_eq!(flags["listen"], "0.0.0.0:80");
    }
}
