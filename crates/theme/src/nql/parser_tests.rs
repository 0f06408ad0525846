use super::*;
use proptest::prelude::*;

fn is(name: &str, test: Test) -> Expr {
    Expr::Is(name.into(), test)
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

#[test]
fn filters_of_real_themes_are_read() {
    use Test::*;
    for (source, expected) in [
        ("featured:true", is("featured", Equals(Value::Bool(true)))),
        ("id:-0195-ab", is("id", Differs(text("0195-ab")))),
        (
            "primary_tag:the-week",
            is("primary_tag", Equals(text("the-week"))),
        ),
        (
            "slug:~^'issue-'",
            is("slug", Matches(Place::Start, "issue-".into())),
        ),
        (
            "title:-~'it\\'s'",
            is("title", MatchesNot(Place::Anywhere, "it's".into())),
        ),
        ("slug:[a,b-c]", is("slug", In(vec![text("a"), text("b-c")]))),
        (
            "tags:-[hash-hidden]",
            is("tags", NotIn(vec![text("hash-hidden")])),
        ),
        ("tags:[a+b]", is("tags", All(vec![text("a"), text("b")]))),
        (
            "count.posts:>=2",
            is(
                "count.posts",
                Compares(Comparison::GreaterOrEqual, Value::Number(2.0)),
            ),
        ),
        (
            "published_at:>now-7d",
            is("published_at", Compares(Comparison::Greater, Value::Now(-7, 'd'))),
        ),
        (
            "published_at:<'2026-11-23 10:00:00'",
            is(
                "published_at",
                Compares(Comparison::Less, text("2026-11-23 10:00:00")),
            ),
        ),
        ("feature_image:null", is("feature_image", Equals(Value::Null))),
        ("slug:nullable", is("slug", Equals(text("nullable")))),
        ("slug:2026-in-review", is("slug", Equals(text("2026-in-review")))),
    ] {
        assert_eq!(parse(source), Ok(expected), "{source}");
    }
}

#[test]
fn and_binds_tighter_than_or_and_brackets_bind_tightest() {
    let [a, b, c] = ["a", "b", "c"].map(|name| is(name, Test::Equals(Value::Number(1.0))));
    assert_eq!(
        parse("a:1+b:1,c:1"),
        Ok(Expr::Or(vec![Expr::And(vec![a.clone(), b.clone()]), c.clone()]))
    );
    assert_eq!(
        parse(" a:1 + ( b:1 , c:1 ) "),
        Ok(Expr::And(vec![a, Expr::Or(vec![b, c])]))
    );
}

#[test]
fn a_filter_that_cannot_be_read_says_where() {
    for (source, at) in [
        ("", 1),
        ("a", 1),
        ("a:", 3),
        ("a:1+", 5),
        ("a:1)", 4),
        ("a:'x", 3),
        ("ї:[1,]", 1),
        ("a:[1,]", 6),
    ] {
        assert_eq!(
            parse(source),
            Err(FilterError::Syntax(source.into(), at)),
            "{source}"
        );
    }
    assert_eq!(parse(&"(".repeat(1000)), Err(FilterError::TooMuch));
}

/// Writes an expression as NQL, fully bracketed.
fn written(expr: &Expr) -> String {
    let joined = |parts: &[Expr], by: &str| {
        parts
            .iter()
            .map(|p| format!("({})", written(p)))
            .collect::<Vec<_>>()
            .join(by)
    };
    let value = |v: &Value| match v {
        Value::Null => "null".into(),
        Value::Bool(b) => b.to_string(),
        Value::Number(n) => n.to_string(),
        Value::Text(t) => format!("'{}'", t.replace('\'', "\\'")),
        Value::Now(n, unit) => format!("now{n:+}{unit}"),
    };
    let list = |values: &[Value], by: &str| values.iter().map(value).collect::<Vec<_>>().join(by);
    match expr {
        Expr::And(parts) => joined(parts, "+"),
        Expr::Or(parts) => joined(parts, ","),
        Expr::Is(name, test) => match test {
            Test::Equals(v) => format!("{name}:{}", value(v)),
            Test::Differs(v) => format!("{name}:-{}", value(v)),
            Test::Compares(Comparison::Greater, v) => format!("{name}:>{}", value(v)),
            Test::Compares(Comparison::GreaterOrEqual, v) => format!("{name}:>={}", value(v)),
            Test::Compares(Comparison::Less, v) => format!("{name}:<{}", value(v)),
            Test::Compares(Comparison::LessOrEqual, v) => format!("{name}:<={}", value(v)),
            Test::In(vs) => format!("{name}:[{}]", list(vs, ",")),
            Test::NotIn(vs) => format!("{name}:-[{}]", list(vs, ",")),
            Test::All(vs) => format!("{name}:[{}]", list(vs, "+")),
            Test::Matches(Place::Anywhere, t) => format!("{name}:~'{t}'"),
            Test::Matches(Place::Start, t) => format!("{name}:~^'{t}'"),
            Test::Matches(Place::End, t) => format!("{name}:~$'{t}'"),
            Test::MatchesNot(_, t) => format!("{name}:-~'{t}'"),
        },
    }
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        (0u32..1000).prop_map(|n| Value::Number(f64::from(n))),
        "[a-zїЯ' +,()\\[\\]<>=~-]{0,9}".prop_map(Value::Text),
        (
            -99i64..99,
            prop::sample::select(vec!['d', 'w', 'M', 'y', 'h', 'm', 's'])
        )
            .prop_map(|(n, u)| Value::Now(n, u)),
    ]
}

fn expr() -> impl Strategy<Value = Expr> {
    let test = prop_oneof![
        value().prop_map(Test::Equals),
        value().prop_map(Test::Differs),
        value().prop_map(|v| Test::Compares(Comparison::LessOrEqual, v)),
        prop::collection::vec(value(), 1..4).prop_map(Test::In),
        prop::collection::vec(value(), 1..4).prop_map(Test::NotIn),
        prop::collection::vec(value(), 2..4).prop_map(Test::All),
        "[a-z +]{1,5}".prop_map(|t| Test::Matches(Place::End, t)),
    ];
    let leaf = ("[a-z_][a-z_.]{0,8}", test).prop_map(|(name, test)| Expr::Is(name, test));
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Expr::And),
            prop::collection::vec(inner, 2..4).prop_map(Expr::Or),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_reads_back(expr in expr()) {
        prop_assert_eq!(parse(&written(&expr)), Ok(expr));
    }

    #[test]
    fn no_text_makes_the_parser_panic(source in "[a-z:+,()\\[\\]<>=~^$'\"\\\\ 0-9ї.-]{0,60}") {
        let _ = parse(&source);
    }
}
