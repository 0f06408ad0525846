//! The second factor.

use crate::{Answer, Browser, Office, PASSWORD};
use hmac::{Hmac, KeyInit, Mac};
use http::StatusCode;
use kernel::{Role, Timestamp};
use sha1::Sha1;
use testkit::{PrivateDatabase, on_both};

on_both!(
    signing_in_takes_a_second_step_once_a_factor_is_on,
    an_administrator_takes_a_lost_factor_away,
);

/// The code that an authenticator shows, `steps` of 30 seconds from now.
fn code(secret: &str, steps: i64) -> String {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits: String = secret
        .chars()
        .map(|c| format!("{:05b}", letters.find(c).unwrap()))
        .collect();
    let bytes: Vec<u8> = bits
        .as_bytes()
        .chunks_exact(8)
        .map(|eight| u8::from_str_radix(std::str::from_utf8(eight).unwrap(), 2).unwrap())
        .collect();
    let mut mac = Hmac::<Sha1>::new_from_slice(&bytes).unwrap();
    let step = Timestamp::now().millis() / 30_000 + steps;
    mac.update(&step.to_be_bytes());
    let sum = mac.finalize().into_bytes();
    let at = usize::from(sum[19] & 15);
    let number = u32::from_be_bytes(sum[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

fn between<'t>(text: &'t str, begin: &str, end: &str) -> &'t str {
    text.split(begin).nth(1).unwrap().split(end).next().unwrap()
}

fn plus() -> String {
    PASSWORD.replace(' ', "+")
}

impl Office {
    /// Switches a factor on; returns its secret and the recovery codes.
    async fn with_factor(&self, browser: &Browser) -> (String, Vec<String>) {
        let page = self.get("/desk/account/factor/", browser).await;
        let secret = between(&page.text, "name=\"secret\" value=\"", "\"").to_owned();
        assert!(page.text.contains("otpauth://totp/") && page.text.contains("<svg class=\"qr\""));
        let form =
            |code: &str, password: &str| format!("secret={secret}&code-of-factor={code}&password={password}");
        let wrong = self
            .post("/desk/account/factor/", browser, &form("000000", &plus()))
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains(&secret), "the same secret again");
        let wrong = self
            .post(
                "/desk/account/factor/",
                browser,
                &form(&code(&secret, -1), "wrong"),
            )
            .await;
        assert!(wrong.text.contains("not your password"));
        let done = self
            .post(
                "/desk/account/factor/",
                browser,
                &form(&code(&secret, -1), &plus()),
            )
            .await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.text);
        let codes = done.text.split("<li><code>").skip(1);
        let codes: Vec<String> = codes
            .map(|part| part.split('<').next().unwrap().to_owned())
            .collect();
        assert_eq!(codes.len(), 10);
        (secret, codes)
    }

    /// The page of the second step.
    async fn first_step(&self, email: &str) -> Answer {
        let form = format!(
            "email={}&password={}&next=%2Fdesk%2Faccount%2F",
            email.replace('@', "%40"),
            plus()
        );
        self.post("/desk/sign-in/", &Browser::default(), &form).await
    }

    async fn second(&self, ticket: &str, code: &str) -> Answer {
        let form = format!("ticket={ticket}&code-of-factor={code}&next=%2Fdesk%2Faccount%2F");
        self.post("/desk/sign-in/second/", &Browser::default(), &form)
            .await
    }
}

fn ticket(page: &Answer) -> String {
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(
        page.headers.get(http::header::SET_COOKIE).is_none(),
        "nobody is signed in yet"
    );
    between(&page.text, "name=\"ticket\" value=\"", "\"").to_owned()
}

async fn signing_in_takes_a_second_step_once_a_factor_is_on(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let here = office.person(Role::Editor).await;
    let there = office
        .post(
            "/desk/sign-in/",
            &Browser::default(),
            &format!("email=editor%40paper.example&password={}", plus()),
        )
        .await;
    let there = office.with_cookie_of(&there).await;
    let (secret, recovery) = office.with_factor(&here).await;
    assert_eq!(office.get("/desk/account/", &here).await.status, StatusCode::OK);
    assert_eq!(
        office.get("/desk/account/", &there).await.status,
        StatusCode::SEE_OTHER,
        "others are out"
    );
    let page = office.get("/desk/account/factor/", &here).await;
    assert!(!page.text.contains(&secret), "the secret is shown no more");

    let first = ticket(&office.first_step("editor@paper.example").await);
    assert_eq!(
        office.second(&first, "123").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let shown = code(&secret, 1);
    let done = office.second(&first, &shown).await;
    assert_eq!(done.to(), "/desk/account/", "{}", done.text);
    let second = ticket(&office.first_step("editor@paper.example").await);
    let again = office.second(&second, &shown).await;
    assert_eq!(
        again.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a code works once"
    );

    // A recovery code, however it is typed, works once too.
    let typed = recovery[0].to_uppercase().replace('-', "+");
    assert_eq!(office.second(&second, &typed).await.to(), "/desk/account/");
    assert_eq!(
        office.second(&second, &typed).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert!(
        office
            .get("/desk/account/", &here)
            .await
            .text
            .contains("9 recovery codes are left")
    );
    let made = office
        .post(
            "/desk/account/factor/codes",
            &here,
            &format!("password={}", plus()),
        )
        .await;
    assert_eq!(made.text.matches("<li><code>").count(), 10);
    assert_eq!(
        office.second(&second, &recovery[1]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the old ones are void"
    );
    for bad in ["", "x", &first[1..]] {
        let answer = office.second(bad, &recovery[1]).await;
        assert!(answer.text.contains("took too long"), "{bad}");
    }

    // Guesses are counted, whichever ticket.
    let third = ticket(&office.first_step("editor@paper.example").await);
    let mut last = StatusCode::OK;
    for _ in 0..25 {
        last = office.second(&third, "000000").await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let wrong = office
        .post("/desk/account/factor/off", &here, "password=wrong")
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let off = office
        .post("/desk/account/factor/off", &here, &format!("password={}", plus()))
        .await;
    assert_eq!(off.to(), "/desk/account/?done=factor-off");
    assert_eq!(
        office.first_step("editor@paper.example").await.to(),
        "/desk/account/"
    );
    assert!(
        office
            .second(&third, "000000")
            .await
            .text
            .contains("took too long"),
        "its ticket is void"
    );
}

async fn an_administrator_takes_a_lost_factor_away(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let boss = office.person(Role::Administrator).await;
    let author = office.person(Role::Author).await;
    office.with_factor(&author).await;
    let waiting = ticket(&office.first_step("author@paper.example").await);
    let page = office.get("/desk/people/", &boss).await;
    let mut paths = page
        .text
        .split("action=\"")
        .map(|part| part.split('"').next().unwrap());
    let path = paths
        .find(|path| path.ends_with("/take-factor"))
        .unwrap()
        .to_owned();
    assert_eq!(
        office.post(&path, &author, "").await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        office.post(&path, &boss, "").await.to(),
        "/desk/people/?done=factor"
    );
    assert_eq!(
        office.get("/desk/account/", &author).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        office.first_step("author@paper.example").await.to(),
        "/desk/account/"
    );
    assert!(
        office
            .second(&waiting, "000000")
            .await
            .text
            .contains("took too long")
    );
    let record = office.get("/desk/audit/", &boss).await;
    let taken = "<td>took somebody&#39;s second factor and passkeys away";
    assert!(record.text.contains(taken), "{}", record.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ticket_ends_when_the_password_is_changed() {
    let office = Office::open(PrivateDatabase::sqlite()).await;
    let here = office.person(Role::Author).await;
    let (secret, _) = office.with_factor(&here).await;
    let stolen = ticket(&office.first_step("author@paper.example").await);
    let form = format!("old={}&new=nine+white+storks+at+noon", plus());
    assert_eq!(
        office.post("/desk/account/password", &here, &form).await.status,
        StatusCode::SEE_OTHER
    );
    let late = office.second(&stolen, &code(&secret, 0)).await;
    assert!(late.text.contains("took too long"), "{}", late.text);
}
