"""What must not reach the disk."""

from workbench.session import redaction


def test_that_cookies_and_authorisation_are_masked() -> None:
    found = redaction.headers({"Cookie": "a=1", "Set-Cookie": "b", "Authorization": "Bearer x", "Accept": "text/html"})
    assert found == {
        "cookie": redaction.MASK,
        "set-cookie": redaction.MASK,
        "authorization": redaction.MASK,
        "accept": "text/html",
    }


def test_that_password_fields_are_masked_in_forms() -> None:
    body = redaction.body(b"name=Ada&password=hunter2&note=", "application/x-www-form-urlencoded")
    assert body.text is not None
    assert "hunter2" not in body.text
    assert "name=Ada" in body.text
    assert body.redacted


def test_that_password_fields_are_masked_in_json_at_any_depth() -> None:
    body = redaction.body(b'{"user": [{"new_password": "hunter2", "name": "Ada"}]}', "application/json; charset=utf-8")
    assert body.text is not None
    assert "hunter2" not in body.text
    assert "Ada" in body.text


def test_that_password_fields_are_masked_in_multipart_forms() -> None:
    data = b'--x\r\nContent-Disposition: form-data; name="password"\r\n\r\nhunter2\r\n--x--\r\n'
    body = redaction.body(data, "multipart/form-data; boundary=x")
    assert body.text is not None
    assert "hunter2" not in body.text


def test_that_passengers_and_passports_are_no_passwords() -> None:
    body = redaction.body(b"passenger=Ada&passport=X1", "application/x-www-form-urlencoded")
    assert body.text == "passenger=Ada&passport=X1"
    assert not body.redacted


def test_that_long_text_is_cut_and_binary_left_out() -> None:
    text = redaction.body(b"a" * (redaction.LIMIT + 1), "text/plain")
    assert text.text is not None
    assert (len(text.text), text.size, text.truncated) == (redaction.LIMIT, redaction.LIMIT + 1, True)
    picture = redaction.body(b"\x89PNG", "image/png")
    assert (picture.text, picture.size) == (None, 4)
