//! Every address of the desk, with the least role that may ask for it. The router is made of this table.

use crate::{Desk, answer::see_other, assets, guard, pages};
use axum::{
    Router, middleware,
    routing::{MethodRouter, get, post, put},
};
use http::{Method, Uri};
use kernel::Role;
use std::{collections::BTreeSet, future::ready};

/// Who may ask for a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody, signed in or not.
    Anyone,
    /// Whoever is signed in and has at least this role. What may be done with one story, the use case decides.
    AtLeast(Role),
}

/// One route.
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, as axum writes it.
    pub path: &'static str,
    /// Who may ask for it.
    pub access: Access,
    handler: MethodRouter<Desk>,
}

macro_rules! table {
    ($($method:ident $path:literal $access:expr => $handler:path;)*) => {
        /// All routes of the desk.
        pub fn table() -> Vec<Route> {
            vec![$(Route {
                method: table!(@name $method),
                path: $path,
                access: $access,
                handler: $method($handler),
            }),*]
        }
    };
    (@name get) => { Method::GET };
    (@name post) => { Method::POST };
    (@name put) => { Method::PUT };
}

use Access::{Anyone, AtLeast};
use Role::{Administrator, Contributor, Editor};

table! {
    get "/desk/" AtLeast(Contributor) => pages::home::home;
    get "/desk/account/" AtLeast(Contributor) => pages::account::show;
    post "/desk/account/name" AtLeast(Contributor) => pages::account::name;
    post "/desk/account/email" AtLeast(Contributor) => pages::account::email;
    post "/desk/account/password" AtLeast(Contributor) => pages::account::password;
    post "/desk/account/passkeys/" AtLeast(Contributor) => pages::passkeys::add;
    post "/desk/account/passkeys/remove" AtLeast(Contributor) => pages::passkeys::remove;
    post "/desk/account/sessions/end-others" AtLeast(Contributor) => pages::account::end_others;
    post "/desk/account/sessions/{id}/end" AtLeast(Contributor) => pages::account::end_session;
    get "/desk/account/factor/" AtLeast(Contributor) => pages::factor::show;
    post "/desk/account/factor/" AtLeast(Contributor) => pages::factor::switch_on;
    post "/desk/account/factor/codes" AtLeast(Contributor) => pages::factor::new_codes;
    post "/desk/account/factor/off" AtLeast(Contributor) => pages::factor::switch_off;
    get "/desk/audit/" AtLeast(Role::Administrator) => pages::audit::list;
    get "/desk/forgotten/" Anyone => pages::forgotten::form;
    post "/desk/forgotten/" Anyone => pages::forgotten::send;
    get "/desk/forgotten/choose/" Anyone => pages::forgotten::choose_form;
    post "/desk/forgotten/choose/" Anyone => pages::forgotten::choose;
    get "/desk/join/" Anyone => pages::join::form;
    post "/desk/join/" Anyone => pages::join::send;
    get "/desk/people/" AtLeast(Role::Administrator) => pages::people::list;
    get "/desk/people/hand-over/" AtLeast(Role::Owner) => pages::hand_over_ownership::form;
    post "/desk/people/hand-over/" AtLeast(Role::Owner) => pages::hand_over_ownership::send;
    post "/desk/people/invitations/" AtLeast(Role::Administrator) => pages::people::invite;
    post "/desk/people/invitations/{id}/again" AtLeast(Role::Administrator) => pages::people::invite_again;
    post "/desk/people/invitations/{id}/take-back" AtLeast(Role::Administrator) => pages::people::take_back;
    post "/desk/people/{id}/role" AtLeast(Role::Administrator) => pages::people::role;
    post "/desk/people/{id}/disable" AtLeast(Role::Administrator) => pages::people::disable;
    post "/desk/people/{id}/enable" AtLeast(Role::Administrator) => pages::people::enable;
    post "/desk/people/{id}/take-factor" AtLeast(Role::Administrator) => pages::people::take_factor;
    get "/desk/assets/{*path}" Anyone => assets::asset;
    get "/desk/set-up/" Anyone => pages::set_up::form;
    post "/desk/set-up/" Anyone => pages::set_up::send;
    get "/desk/sign-in/" Anyone => pages::sign_in::form;
    post "/desk/sign-in/" Anyone => pages::sign_in::send;
    post "/desk/sign-in/passkey/" Anyone => pages::passkeys::sign_in;
    get "/desk/sign-in/second/" Anyone => pages::second_step::form;
    post "/desk/sign-in/second/" Anyone => pages::second_step::send;
    post "/desk/sign-in/second/passkey/" Anyone => pages::second_step::passkey;
    post "/desk/sign-out/" AtLeast(Contributor) => pages::sign_in::sign_out;
    get "/desk/stories/" AtLeast(Contributor) => pages::stories::list;
    post "/desk/stories/" AtLeast(Contributor) => pages::stories::begin;
    get "/desk/stories/{id}/" AtLeast(Contributor) => pages::story::page;
    get "/desk/stories/{id}/copy" AtLeast(Contributor) => pages::copy::read;
    put "/desk/stories/{id}/copy" AtLeast(Contributor) => pages::copy::save;
    post "/desk/stories/{id}/pen" AtLeast(Contributor) => pages::copy::ask_pen;
    post "/desk/stories/{id}/pen/drop" AtLeast(Contributor) => pages::copy::drop_pen;
    get "/desk/arrange/" AtLeast(Editor) => pages::arrange::all;
    get "/desk/arrange/{name}/" AtLeast(Editor) => pages::arrange::one;
    post "/desk/arrange/{name}/" AtLeast(Editor) => pages::arrange::change;
    get "/desk/feed/" AtLeast(Role::Author) => pages::feed::page;
    post "/desk/feed/" AtLeast(Role::Author) => pages::feed::publish;
    get "/desk/media/" AtLeast(Contributor) => pages::media::list;
    post "/desk/media/" AtLeast(Contributor) => pages::media::coming_in::upload;
    post "/desk/media/fetch" AtLeast(Contributor) => pages::media::coming_in::fetch;
    get "/desk/media/{id}/" AtLeast(Contributor) => pages::media::one::show;
    post "/desk/media/{id}/" AtLeast(Contributor) => pages::media::one::describe;
    post "/desk/media/{id}/replace" AtLeast(Contributor) => pages::media::coming_in::replace;
    get "/desk/settings/" AtLeast(Administrator) => pages::settings::form;
    post "/desk/settings/" AtLeast(Administrator) => pages::settings::save;
    get "/desk/settings/{name}/picture/" AtLeast(Administrator) => pages::picture::show;
    post "/desk/settings/{name}/picture/" AtLeast(Administrator) => pages::picture::choose;
    get "/desk/code/" AtLeast(Administrator) => pages::code::form;
    post "/desk/code/" AtLeast(Administrator) => pages::code::save;
    get "/desk/sections/" AtLeast(Editor) => pages::sections::list;
    post "/desk/sections/" AtLeast(Editor) => pages::sections::make;
    get "/desk/sections/{id}/" AtLeast(Editor) => pages::sections::one;
    post "/desk/sections/{id}/" AtLeast(Editor) => pages::sections::save;
    get "/desk/sections/{id}/picture/" AtLeast(Editor) => pages::picture::show;
    post "/desk/sections/{id}/picture/" AtLeast(Editor) => pages::picture::choose;
    post "/desk/sections/{id}/merge" AtLeast(Editor) => pages::sections::merge;
    post "/desk/sections/{id}/remove" AtLeast(Editor) => pages::sections::remove;
    get "/desk/authors/" AtLeast(Contributor) => pages::authors::list;
    post "/desk/authors/" AtLeast(Editor) => pages::authors::make;
    get "/desk/authors/{id}/" AtLeast(Contributor) => pages::authors::one;
    post "/desk/authors/{id}/" AtLeast(Contributor) => pages::authors::save;
    get "/desk/authors/{id}/portrait/" AtLeast(Contributor) => pages::picture::show;
    post "/desk/authors/{id}/portrait/" AtLeast(Contributor) => pages::picture::choose;
    get "/desk/authors/{id}/cover/" AtLeast(Contributor) => pages::picture::show;
    post "/desk/authors/{id}/cover/" AtLeast(Contributor) => pages::picture::choose;
    post "/desk/authors/{id}/merge" AtLeast(Editor) => pages::authors::merge;
    post "/desk/authors/{id}/remove" AtLeast(Editor) => pages::authors::remove;
    get "/desk/redirects/" AtLeast(Administrator) => pages::redirects::list;
    post "/desk/redirects/plan" AtLeast(Administrator) => pages::redirects::plan;
    post "/desk/redirects/add" AtLeast(Administrator) => pages::redirects::add;
    post "/desk/redirects/remove" AtLeast(Administrator) => pages::redirects::remove;
    get "/desk/themes/" AtLeast(Administrator) => pages::themes::list;
    post "/desk/themes/" AtLeast(Administrator) => pages::themes::bring;
    post "/desk/themes/look" AtLeast(Administrator) => pages::themes::look;
    post "/desk/themes/use" AtLeast(Administrator) => pages::themes::take;
    get "/desk/export/" AtLeast(Administrator) => pages::export::page;
    post "/desk/export/" AtLeast(Administrator) => pages::export::download;
    get "/desk/board/" AtLeast(Contributor) => pages::board::page;
    post "/desk/filters/" AtLeast(Contributor) => pages::filters::save;
    post "/desk/filters/{id}/remove" AtLeast(Contributor) => pages::filters::remove;
    get "/desk/stories/{id}/revisions/" AtLeast(Contributor) => pages::revisions::list;
    get "/desk/stories/{id}/revisions/{revision}/" AtLeast(Contributor) => pages::revisions::one;
    post "/desk/stories/{id}/revisions/{revision}/restore" AtLeast(Contributor) => pages::revisions::restore;
    get "/desk/stories/{id}/comments" AtLeast(Contributor) => pages::comments::list;
    post "/desk/stories/{id}/comments" AtLeast(Contributor) => pages::comments::add;
    post "/desk/stories/{id}/comments/{comment}" AtLeast(Contributor) => pages::comments::resolve;
    post "/desk/stories/{id}/preview" AtLeast(Contributor) => pages::preview::make;
    post "/desk/stories/{id}/preview/end" AtLeast(Contributor) => pages::preview::end;
    get "/desk/search/stories" AtLeast(Contributor) => pages::find::stories;
    post "/desk/stories/{id}/hand-over" AtLeast(Contributor) => pages::way::hand_over;
    post "/desk/stories/{id}/publish" AtLeast(Role::Author) => pages::way::publish;
    post "/desk/stories/{id}/unpublish" AtLeast(Role::Author) => pages::way::unpublish;
    post "/desk/stories/{id}/withdraw" AtLeast(Role::Author) => pages::way::withdraw;
    post "/desk/stories/{id}/letters/{job}/again" AtLeast(Contributor) => pages::untold::again;
    post "/desk/stories/{id}/embargo" AtLeast(Role::Author) => pages::way::embargo;
}

/// How much of an address there is the page that a form without a page of its own came from: the nearest page above it.
/// A browser asks for it where the form came back with what is wrong, and is loaded again.
fn slashes_of_page(path: &str, pages: &BTreeSet<&str>) -> usize {
    let mut above = path.rmatch_indices('/').map(|(at, _)| &path[..=at]);
    let page = above.find(|above| above.len() < path.len() && pages.contains(above));
    page.unwrap_or("/desk/").matches('/').count()
}

fn beginning(path: &str, slashes: usize) -> &str {
    let end = path.match_indices('/').nth(slashes - 1);
    end.map_or("/desk/", |(at, _)| &path[..=at])
}

/// The router of the whole table, and of what is in none of its lines.
pub(crate) fn router(desk: Desk) -> Router {
    let guarded = |handler: MethodRouter<Desk>, access: Access| {
        let state = (desk.clone(), access);
        handler.layer(middleware::from_fn_with_state(state, guard::guard))
    };
    let mut router = Router::new();
    let routes = table();
    let pages = routes.iter().filter(|route| route.method == Method::GET);
    let pages: BTreeSet<&str> = pages.map(|route| route.path).collect();
    for mut route in routes {
        if !pages.contains(route.path) {
            let slashes = slashes_of_page(route.path, &pages);
            let lead = move |uri: Uri| ready(see_other(beginning(uri.path(), slashes)));
            route.handler = route.handler.get(lead);
        }
        router = router.route(route.path, guarded(route.handler, route.access));
    }
    let nothing = guarded(get(pages::home::nothing), AtLeast(Contributor));
    router
        .route("/desk", get(pages::home::slash))
        .route("/desk/{*rest}", nothing)
        .with_state(desk)
}
