//! Give what has a picture another one of the library: a byline, a section, the site.

use crate::{
    AuthorSheet, Newsroom, NewsroomError, Result, SectionSheet, SettingsSaved, SiteForm, Staff,
    error::invalid,
};
use kernel::{AuthorId, MediaId, TagId};

/// What has a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PicturePlace {
    /// The portrait of a byline.
    Portrait(AuthorId),
    /// The wide picture of its page.
    Wide(AuthorId),
    /// The picture of a section.
    Section(TagId),
    /// A picture of the settings.
    Site(SitePicture),
}

/// A picture of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SitePicture {
    /// The paper's name as a picture.
    Logo,
    /// What stands in tabs and on phones.
    Icon,
    /// Of the site as a whole.
    Cover,
    /// Of the podcast of what is read aloud.
    Podcast,
    /// Of the front page's card.
    Card,
    /// Of the same for X.
    CardForX,
}

impl SitePicture {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Logo,
        Self::Icon,
        Self::Cover,
        Self::Podcast,
        Self::Card,
        Self::CardForX,
    ];

    /// The name of its field in a [`SiteForm`].
    pub fn field(self) -> &'static str {
        match self {
            Self::Logo => "logo",
            Self::Icon => "icon",
            Self::Cover => "cover_image",
            Self::Podcast => "podcast_cover",
            Self::Card => "og_image",
            Self::CardForX => "twitter_image",
        }
    }
}

impl Newsroom {
    /// Puts a picture of the library there, as whoever may change the rest of it does: editors on sections and bylines,
    /// everybody on their own, administrators in the settings.
    ///
    /// # Errors
    /// `Invalid` when the file is no picture or does not fit there, `NotFound` when one of both is not there, `Conflict`
    /// when somebody changes the same at this moment.
    pub async fn choose_picture(&self, staff: &Staff, place: PicturePlace, media: MediaId) -> Result<()> {
        let read = self
            .store
            .read(move |reader| Ok::<_, NewsroomError>(reader.media_by_id(media)?));
        let media = read
            .await?
            .ok_or_else(|| gone("That file is not in the library."))?;
        if !media.content_type.starts_with("image/") {
            return invalid("That file is no picture. Choose one.");
        }
        match place {
            PicturePlace::Portrait(id) => {
                self.change_byline(staff, id, |sheet| sheet.profile_image = media.path)
                    .await
            }
            PicturePlace::Wide(id) => {
                self.change_byline(staff, id, |sheet| sheet.cover_image = media.path)
                    .await
            }
            PicturePlace::Section(id) => self.picture_section(staff, id, media.path).await,
            PicturePlace::Site(which) => self.picture_site(staff, which, media.path).await,
        }
    }

    async fn change_byline(
        &self,
        staff: &Staff,
        id: AuthorId,
        change: impl FnOnce(&mut AuthorSheet),
    ) -> Result<()> {
        let read = self
            .store
            .read(move |reader| Ok::<_, NewsroomError>(reader.author_by_id(id)?));
        let author = read.await?.ok_or_else(|| gone("That byline is not there."))?;
        let mut sheet = AuthorSheet::of(&author);
        change(&mut sheet);
        let saved = self.save_byline(staff, Some(id), Some(author.updated_at), sheet);
        saved.await.map(drop)
    }

    async fn picture_section(&self, staff: &Staff, id: TagId, path: String) -> Result<()> {
        let read = self
            .store
            .read(move |reader| Ok::<_, NewsroomError>(reader.tag_by_id(id)?));
        let tag = read.await?.ok_or_else(|| gone("That section is not there."))?;
        let mut sheet = SectionSheet::of(&tag);
        sheet.feature_image = path;
        let saved = self.save_section(staff, Some(id), Some(tag.updated_at), sheet);
        saved.await.map(drop)
    }

    async fn picture_site(&self, staff: &Staff, which: SitePicture, path: String) -> Result<()> {
        let settings = self
            .store
            .read(|reader| Ok::<_, NewsroomError>(reader.settings()?));
        let seen = SiteForm::of(&*settings.await?);
        // Only this field is said, so that nothing else can be in the way.
        let only = |text: String| SiteForm([(which.field().to_owned(), text)].into());
        let was = only(seen.text(which.field()).to_owned());
        match self.settings_at_desk(staff, was, only(path)).await? {
            SettingsSaved::Saved => Ok(()),
            SettingsSaved::Unfit(unfit) => {
                let why: Vec<String> = unfit.into_values().collect();
                invalid(why.join(" "))
            }
            SettingsSaved::Overtaken(_) => Err(NewsroomError::Conflict(
                "Somebody has put another picture there at this moment. Choose again.".into(),
            )),
        }
    }
}

fn gone(sentence: &str) -> NewsroomError {
    NewsroomError::NotFound(sentence.into())
}
