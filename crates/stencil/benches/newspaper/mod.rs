//! A newspaper's templates and data, of the size of a real theme's.

use stencil::{Call, Engine, Error, Map, Value};

pub const CARD: &str = r#"<article class="card {{post_class}}{{#if featured}} card--featured{{/if}}">
  {{#if feature_image}}
    <a class="card__picture" href="{{url}}"><img srcset="{{img_url feature_image size="s"}} 300w, {{img_url feature_image size="m"}} 600w"
      src="{{img_url feature_image size="m"}}" alt="{{#if feature_image_alt}}{{feature_image_alt}}{{else}}{{title}}{{/if}}" loading="lazy"></a>
  {{/if}}
  <div class="card__text">
    {{#primary_tag}}<a class="card__section" href="{{url}}">{{name}}</a>{{/primary_tag}}
    <h3><a href="{{url}}">{{title}}</a></h3>
    {{#if custom_excerpt}}<p>{{custom_excerpt}}</p>{{else}}<p>{{excerpt words="30"}}</p>{{/if}}
    <footer>{{#foreach authors limit="2"}}{{#if @first}}by {{else}}, {{/if}}<a href="{{url}}">{{name}}</a>{{/foreach}}
      <time datetime="{{date published_at format="YYYY-MM-DD"}}">{{date published_at}}</time>
      {{#if reading_time}}<span>{{reading_time}} min</span>{{/if}}
      {{#unless @site.members_enabled}}{{^if access}}<span>locked</span>{{/if}}{{/unless}}</footer>
  </div>
</article>
"#;

const DEFAULT: &str = r#"<!DOCTYPE html>
<html lang="{{@site.lang}}">
<head>
  <meta charset="utf-8"><title>{{meta_title}}</title>
  <link rel="stylesheet" href="{{asset "css/screen.css"}}">
  {{> "head/fonts"}}{{> "head/preload"}}{{{block "head"}}}
</head>
<body class="{{body_class}}">
{{> "masthead"}}
<main>{{{body}}}</main>
{{> "foot"}}
</body>
</html>
"#;

const POST: &str = r#"{{!< default}}
{{#contentFor "head"}}<meta name="author" content="{{post.primary_author.name}}">{{/contentFor}}
{{#post}}
<article class="story {{post_class}}">
  {{> "story/section"}}
  <h1>{{title}}</h1>
  {{#if custom_excerpt}}<p class="standfirst">{{custom_excerpt}}</p>{{/if}}
  {{> "story/byline"}}
  {{> "story/picture" size="l"}}
  <div class="text">{{content}}</div>
  {{> "story/tags"}}
  {{> "story/share" network="x"}}{{> "story/share" network="mail"}}{{> "story/share" network="copy"}}
  {{#foreach authors}}{{> "story/author"}}{{/foreach}}
</article>
{{/post}}
<aside>{{#foreach related}}{{> "card"}}{{/foreach}}</aside>
"#;

const INDEX: &str = r#"{{!< default}}
<div class="front">
{{#foreach posts as |story|}}
  {{#if @first}}<section class="lead">{{> "card"}}</section>{{else}}{{> "card"}}{{/if}}
{{else}}
  <p>Nothing yet.</p>
{{/foreach}}
</div>
{{> "pagination"}}
"#;

const PARTIALS: [(&str, &str); 13] = [
    ("card", CARD),
    (
        "head/fonts",
        "<link rel=\"preload\" href=\"{{asset \"fonts/serif.woff2\"}}\">\n",
    ),
    (
        "head/preload",
        "{{#if @custom.preload}}<link rel=\"preload\" href=\"{{asset @custom.preload}}\">{{/if}}\n",
    ),
    (
        "masthead",
        "<header><a href=\"{{@site.url}}\">{{#if @site.logo}}<img src=\"{{@site.logo}}\" alt=\"{{@site.title}}\">{{else}}{{@site.title}}{{/if}}</a>\
         <nav>{{#foreach @site.navigation}}<a href=\"{{url}}\"{{#if current}} aria-current=\"page\"{{/if}} class=\"nav-{{slug}}\">{{label}}</a>{{/foreach}}</nav>{{> \"icons/search\"}}{{> \"icons/menu\"}}</header>\n",
    ),
    ("icons/search", "<svg><path d=\"M0 0h24v24H0z\"/></svg>"),
    ("icons/menu", "<svg><path d=\"M0 0h24v24H0z\"/></svg>"),
    (
        "foot",
        "<footer>{{@site.title}} {{#foreach @site.secondary_navigation}}<a href=\"{{url}}\">{{label}}</a>{{/foreach}}{{#match @site.lang \"=\" \"en\"}}English{{/match}}</footer>\n",
    ),
    (
        "story/section",
        "{{#primary_tag}}<a class=\"section\" style=\"--accent: {{accent_color}}\" href=\"{{url}}\">{{name}}</a>{{/primary_tag}}\n",
    ),
    (
        "story/byline",
        "<p class=\"byline\">{{#foreach authors}}{{#if @first}}{{else}}{{#if @last}} and {{else}}, {{/if}}{{/if}}<a href=\"{{url}}\">{{name}}</a>{{/foreach}}\
         <time datetime=\"{{date published_at format=\"YYYY-MM-DDTHH:mm\"}}\">{{date published_at}}</time>{{#if updated_at}}<time>{{date updated_at}}</time>{{/if}} {{reading_time}}</p>\n",
    ),
    (
        "story/picture",
        "{{#if feature_image}}<figure><img src=\"{{img_url feature_image size=size}}\" alt=\"{{feature_image_alt}}\">{{#if feature_image_caption}}<figcaption>{{{feature_image_caption}}}</figcaption>{{/if}}</figure>{{/if}}\n",
    ),
    (
        "story/tags",
        "{{#if tags}}<ul>{{#foreach tags visibility=\"public\"}}<li><a href=\"{{url}}\">{{name}}</a></li>{{/foreach}}</ul>{{/if}}\n",
    ),
    (
        "story/share",
        "<a class=\"share share--{{network}}\" href=\"/share/{{network}}?u={{url}}&t={{encode title}}\">{{network}}</a>\n",
    ),
    (
        "story/author",
        "<section class=\"author\"><a href=\"{{url}}\">{{#if profile_image}}<img src=\"{{profile_image}}\">{{/if}}{{name}}</a>{{#if bio}}<p>{{bio}}</p>{{/if}}</section>\n",
    ),
];

type Answer = Result<Value, Error>;

/// The engine with helpers that do a little work, as those of a theme do.
pub fn engine() -> Engine {
    let mut engine = Engine::express();
    engine.helper("url", |call: &mut Call<'_, '_>| Ok(safe(call.this().get("url"))));
    engine.helper("title", |call: &mut Call<'_, '_>| {
        Ok(Value::String(text(call.this().get("title"))))
    });
    engine.helper("content", |call: &mut Call<'_, '_>| {
        Ok(safe(call.this().get("html")))
    });
    engine.helper("excerpt", |call: &mut Call<'_, '_>| {
        Ok(call.this().get("excerpt"))
    });
    engine.helper("reading_time", |call: &mut Call<'_, '_>| {
        Ok(call.this().get("minutes"))
    });
    engine.helper("date", |call: &mut Call<'_, '_>| Ok(call.arg(0)));
    engine.helper("encode", |call: &mut Call<'_, '_>| Ok(safe(call.arg(0))));
    engine.helper("asset", |call: &mut Call<'_, '_>| {
        Ok(Value::safe(format!("/assets/{}?v=1234567890", call.arg(0))))
    });
    engine.helper("meta_title", |call: &mut Call<'_, '_>| {
        Ok(call.root().get("meta_title"))
    });
    engine.helper("body_class", |_: &mut Call<'_, '_>| {
        Ok(Value::safe("post-template tag-news"))
    });
    engine.helper("post_class", |_: &mut Call<'_, '_>| {
        Ok(Value::safe("post tag-news tag-city featured"))
    });
    engine.helper("img_url", |call: &mut Call<'_, '_>| -> Answer {
        let size = call.hash("size").map(Value::to_text).unwrap_or_default();
        Ok(Value::safe(format!(
            "/content/images/size/{size}/{}",
            call.arg(0)
        )))
    });
    engine.helper("match", |call: &mut Call<'_, '_>| -> Answer {
        let this = call.this().clone();
        if call.arg(0).is_same(&call.arg(2)) {
            call.write_block(&this, &[], &[])?
        } else {
            call.write_inverse(&this)?
        }
        Ok(Value::Undefined)
    });
    engine.helper("foreach", foreach);
    for (name, source) in PARTIALS {
        engine.partial(name, source).expect(name);
    }
    engine
        .partial(
            "pagination",
            "<nav>{{pagination.page}} / {{pagination.pages}}</nav>",
        )
        .expect("a partial");
    for (name, source) in [("default", DEFAULT), ("post", POST), ("index", INDEX)] {
        engine.template(name, source).expect(name);
    }
    engine
}

fn text(value: Value) -> std::sync::Arc<str> {
    match value {
        Value::String(text) | Value::Safe(text) => text,
        other => other.to_text().into(),
    }
}

fn safe(value: Value) -> Value {
    Value::Safe(text(value))
}

fn foreach(call: &mut Call<'_, '_>) -> Answer {
    let items = call.arg(0);
    let limit = call
        .hash("limit")
        .and_then(|limit| limit.to_text().parse().ok())
        .unwrap_or(usize::MAX);
    let items = items.as_array().unwrap_or_default();
    let count = items.len().min(limit);
    for (index, item) in items.iter().take(limit).enumerate() {
        let data = [
            ("index", Value::from(index)),
            ("number", Value::from(index + 1)),
            ("first", Value::Bool(index == 0)),
            ("last", Value::Bool(index + 1 == count)),
            ("even", Value::Bool(index % 2 == 1)),
            ("odd", Value::Bool(index % 2 == 0)),
        ];
        call.write_block(item, &data, &[item.clone(), Value::from(index)])?;
    }
    if count == 0 {
        let this = call.this().clone();
        call.write_inverse(&this)?;
    }
    Ok(Value::Undefined)
}

pub fn site() -> Map {
    let link = |name: &str| {
        Map::new()
            .with("label", name)
            .with("url", format!("/{name}/"))
            .with("slug", name)
            .with("current", name == "city")
    };
    Map::new()
        .with("title", "The Harbour Post & Courier")
        .with("url", "https://example.org")
        .with("lang", "en")
        .with("logo", "/content/images/logo.svg")
        .with(
            "navigation",
            ["city", "politics", "business", "culture", "sport", "opinion"]
                .map(link)
                .into_iter()
                .collect::<Value>(),
        )
        .with(
            "secondary_navigation",
            ["about", "contact", "privacy"]
                .map(link)
                .into_iter()
                .collect::<Value>(),
        )
}

fn post(number: usize) -> Map {
    let tag = |name: &str| {
        Map::new()
            .with("name", name)
            .with("slug", name)
            .with("url", format!("/tag/{name}/"))
            .with("accent_color", "#a33")
    };
    let author = |name: &str| {
        let bio = "Writes about the harbour, the council and what lies between them.";
        Map::new()
            .with("name", name)
            .with("url", "/author/x/")
            .with("profile_image", "/content/images/x.jpg")
            .with("bio", bio)
    };
    Map::new()
        .with("id", format!("6650{number}"))
        .with("title", format!("Council votes \"yes\" on the {number}th harbour plan, and it's not the last"))
        .with("url", format!("/council-votes-on-the-{number}th-harbour-plan/"))
        .with("custom_excerpt", if number.is_multiple_of(2) { Value::from("A night of speeches & doubts") } else { Value::Null })
        .with("excerpt", "The vote came after midnight, when half of the benches were empty and the rest of them were tired.")
        .with("html", "<p>The vote came after midnight.</p>".repeat(80))
        .with("feature_image", format!("/content/images/2026/{number}.jpg"))
        .with("feature_image_alt", "The harbour at night")
        .with("feature_image_caption", "The harbour <em>at night</em>")
        .with("featured", number.is_multiple_of(7))
        .with("published_at", "22 November 2026")
        .with("updated_at", "23 November 2026")
        .with("minutes", 4)
        .with("access", true)
        .with("primary_tag", tag("city"))
        .with("primary_author", author("Ada Lindqvist"))
        .with("tags", ["city", "harbour", "council"].map(tag).into_iter().collect::<Value>())
        .with("authors", ["Ada Lindqvist", "Bo Marsh"].map(author).into_iter().collect::<Value>())
}

pub fn story_page() -> Value {
    Map::new()
        .with("meta_title", "Council votes on the harbour plan")
        .with("post", post(1))
        .with("related", (2..8).map(post).collect::<Value>())
        .into_value()
}

pub fn front_page() -> Value {
    Map::new()
        .with("meta_title", "The Harbour Post & Courier")
        .with("posts", (1..61).map(post).collect::<Value>())
        .with("pagination", Map::new().with("page", 1).with("pages", 12))
        .into_value()
}
