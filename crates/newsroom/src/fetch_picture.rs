//! Take a picture over from another site, such as one that stands in a text that is pasted.

use crate::{Newsroom, Result, Staff, error::invalid};
use files::Kind;
use store::Media;

impl Newsroom {
    /// Fetches the picture at an address of the web and keeps it in the library, as large as an upload may be. The error
    /// ends a sentence that begins with the picture.
    pub async fn fetch_picture(&self, staff: &Staff, address: &str) -> Result<Media> {
        let settings = self
            .store
            .read(|reader| Ok::<_, crate::NewsroomError>(reader.settings()?));
        let most = settings.await?.largest_upload as usize * 1024 * 1024;
        let fetched = match self.fetcher.fetch(address, most).await {
            Ok(fetched) => fetched,
            Err(why) => return invalid(format!("{why}.")),
        };
        let kind = Kind::of_bytes(&fetched.bytes, "");
        if !kind.is_picture() {
            return invalid("what lies at its address is no picture.");
        }
        // A program may have made it, whose name says nothing of what it is.
        let stem = fetched
            .name
            .rsplit_once('.')
            .map_or(&*fetched.name, |(stem, _)| stem);
        let name = format!("{stem}.{}", kind.ending());
        self.keep(staff, name, fetched.bytes, address).await
    }
}
