use super::*;

#[test]
fn a_drawing_is_as_large_as_it_says() {
    for (attributes, size) in [
        ("width='120' height='80'", Some((120, 80))),
        ("width='120px' height='0.5in' viewBox='0 0 1 1'", Some((120, 48))),
        ("viewBox='0 0 300 150.4'", Some((300, 150))),
        ("viewBox='-5,-5 30,15' width='100%' height='100%'", Some((30, 15))),
        ("viewBox='0 0 40 20' width='100'", Some((100, 50))),
        ("viewBox='0 0 40 20' height='10mm'", Some((76, 38))),
        ("", None),
        ("viewBox='0 0 0 0'", None),
        ("viewBox='0 0 1e300 1'", None),
        ("width='-3' height='x'", None),
        ("width='.' height='1'", None),
    ] {
        let drawing = format!("<svg xmlns='http://www.w3.org/2000/svg' {attributes}/>");
        let saved = place().files.save("a.svg", drawing.as_bytes()).unwrap();
        assert_eq!(saved.size, size, "{attributes}");
    }
}
