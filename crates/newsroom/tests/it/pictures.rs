//! What a picture of the library is said to be, and which pages hear of it.

use crate::{Desk, story};
use kernel::{Key, Picture, Role};
use newsroom::{Batch, MediaInput, MediaWords, NewsroomError, Staff, Target, UserInput};
use store::Media;
use testkit::PrivateDatabase;

testkit::on_both!(
    a_middle_that_moves_is_told_to_what_shows_the_picture,
    a_picture_that_very_many_stories_show_is_told_to_all_pages,
    nobody_but_editors_and_its_owner_moves_a_middle,
);

impl Desk {
    async fn somebody(&self, role: Role) -> Staff {
        let email: kernel::EmailAddress = format!("{role}@paper.example").parse().unwrap();
        let input = UserInput {
            email: email.clone(),
            name: role.to_string(),
            role,
            password: "seven grey herons at dusk".into(),
        };
        Staff {
            id: self.add_user(input).await.unwrap(),
            name: role.to_string(),
            email,
            role,
            author: None,
            session: String::new(),
        }
    }

    async fn picture(&self) -> Media {
        let input = MediaInput {
            filename: "bridge.svg".into(),
            bytes: b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(),
            ..MediaInput::default()
        };
        self.add_media(input).await.unwrap()
    }

    /// Publishes so many stories with that picture.
    async fn show(&self, media: &Media, stories: usize) {
        let posts = (0..stories).map(|n| {
            let mut input = story(&format!("Story {n}"));
            input.target = Target::SameSlug;
            input.feature_image = Some(Picture {
                src: media.path.clone(),
                ..Picture::default()
            });
            input
        });
        let batch = Batch {
            posts: posts.collect(),
            ..Batch::default()
        };
        self.save_batch(batch).await.unwrap();
    }

    async fn middle(&self, staff: &Staff, media: &Media, focal: (u32, u32)) -> newsroom::Result<()> {
        let words = MediaWords {
            focal: Some(focal),
            ..MediaWords::default()
        };
        self.describe_media(staff, media.id, words).await
    }
}

async fn a_middle_that_moves_is_told_to_what_shows_the_picture(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let (editor, media) = (desk.somebody(Role::Editor).await, desk.picture().await);
    desk.show(&media, 2).await;
    desk.save_post(story("Without")).await.unwrap();
    let before = desk.changes().await.len();
    desk.middle(&editor, &media, (50, 50)).await.unwrap();
    assert_eq!(desk.changes().await.len(), before, "it is where it was");
    desk.middle(&editor, &media, (20, 900)).await.unwrap();
    let mut expected = vec![
        Key::Post(desk.post("story-0").await.id),
        Key::Post(desk.post("story-1").await.id),
    ];
    expected.sort();
    let mut told = desk.last_keys().await;
    told.sort();
    assert_eq!(told, expected);
    let read = desk.store.read(move |reader| reader.focal(&media.path));
    assert_eq!(read.await.unwrap(), Some((20, 100)));
}

async fn a_picture_that_very_many_stories_show_is_told_to_all_pages(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let (editor, media) = (desk.somebody(Role::Editor).await, desk.picture().await);
    desk.show(&media, 501).await;
    desk.middle(&editor, &media, (20, 35)).await.unwrap();
    assert!(desk.last_keys().await.contains(&Key::Settings));
}

async fn nobody_but_editors_and_its_owner_moves_a_middle(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let (author, media) = (desk.somebody(Role::Author).await, desk.picture().await);
    let refused = desk.middle(&author, &media, (20, 35)).await;
    assert!(matches!(refused, Err(NewsroomError::Forbidden(_))), "{refused:?}");
    let read = desk.store.read(move |reader| reader.focal(&media.path));
    assert_eq!(read.await.unwrap(), None);
}
