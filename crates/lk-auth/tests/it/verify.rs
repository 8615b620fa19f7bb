//! Hostile and odd tokens get the verdict that the README states.

use lk_auth::{
    AccessToken, ApiKey, Claims, KeyFn, KeyMap, PublishSource, TokenVerifier, VerifyError,
    VideoGrant,
};

use crate::vectors::{KEY, NOW, SECRET, at, cases, text};

fn verifier() -> TokenVerifier {
    TokenVerifier::new(ApiKey::new(KEY, SECRET))
}

/// The verdict on `token` in one word.
fn verdict(result: &Result<Claims, VerifyError>) -> &'static str {
    match result {
        Ok(_) => "accept",
        Err(VerifyError::Malformed { .. }) => "malformed",
        Err(VerifyError::WrongAlgorithm) => "algorithm",
        Err(VerifyError::UnknownExtension) => "extension",
        Err(VerifyError::UnknownKey) => "key",
        Err(VerifyError::BadSignature) => "signature",
        Err(VerifyError::MissingExpiry) => "no expiry",
        Err(VerifyError::Expired { .. }) => "expired",
        Err(VerifyError::NotYetValid { .. }) => "early",
        Err(other) => panic!("a new verdict: {other}"),
    }
}

/// What we answer, and whether Python answers otherwise.
const VERDICTS: &[(&str, &str, bool)] = &[
    ("good", "accept", false),
    ("wrong_secret", "signature", false),
    ("wrong_issuer", "key", false),
    ("missing_issuer", "key", false),
    ("expired_long_ago", "expired", false),
    ("no_exp", "no expiry", false),
    ("nbf_far_future", "early", false),
    ("no_nbf", "accept", false),
    ("no_sub", "accept", false),
    ("jti_identity", "accept", false),
    ("alg_none", "algorithm", false),
    ("alg_hs384", "algorithm", false),
    ("alg_hs512", "algorithm", false),
    ("tampered_payload", "signature", false),
    ("truncated_sig", "signature", false),
    ("padded_b64", "malformed", true),
    ("two_segments", "malformed", false),
    ("empty", "malformed", false),
    ("garbage", "malformed", false),
    ("extra_segment", "malformed", false),
    ("unknown_claims", "accept", false),
    ("float_exp", "accept", false),
    ("string_exp", "accept", false),
    ("iat_future", "accept", true),
    ("aud_set", "accept", true),
    ("null_video", "accept", true),
    ("bool_as_string", "malformed", true),
    ("no_typ_header", "accept", false),
    ("kid_header", "accept", false),
    ("crit_header", "extension", false),
    ("snake_case_grants", "accept", false),
    ("go_nulls", "accept", false),
    ("leading_trailing_space", "malformed", false),
    ("bearer_prefix", "malformed", false),
];

#[test]
fn every_golden_token_gets_its_verdict() {
    let cases = cases("verify.json");
    assert_eq!(cases.len(), VERDICTS.len());
    for case in &cases {
        let name = text(case, "name");
        let (_, expected, differs) = VERDICTS
            .iter()
            .find(|(known, ..)| *known == name)
            .expect("a known case");
        let result = verifier().verify_at(text(case, "token"), at(NOW + 3600));
        assert_eq!(verdict(&result), *expected, "{name}");
        let agrees = (text(case, "python") == "accept") == (*expected == "accept");
        assert_eq!(!agrees, *differs, "{name}");
    }
}

#[test]
fn accepted_tokens_are_read_as_go_reads_them() {
    let cases = cases("verify.json");
    let claims = |name: &str| {
        let case = cases
            .iter()
            .find(|case| text(case, "name") == name)
            .expect("the case");
        verifier()
            .verify_at(text(case, "token"), at(NOW))
            .expect(name)
    };
    assert_eq!(claims("good").identity(), "alice");
    assert_eq!(claims("no_sub").identity(), "");
    assert_eq!(claims("jti_identity").identity(), "alice-jti");
    assert_eq!(claims("null_video").video, None);
    let go = claims("go_nulls").video.expect("a grant");
    assert!(go.room_join && go.can_publish.is_none() && go.may_publish());
    let snake = claims("snake_case_grants").video.expect("a grant");
    assert!(!snake.room_join && snake.other["room_join"] == true);
    assert_eq!(
        claims("float_exp").exp.expect("exp").as_secs(),
        4_853_600_000
    );
}

/// Signs claims that no SDK of ours would write.
fn signed(header: &str, claims: &str, secret: &str) -> String {
    use base64::Engine as _;
    use hmac::{Hmac, KeyInit as _, Mac as _};
    let encode = |bytes: &[u8]| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes);
    let message = format!(
        "{}.{}",
        encode(header.as_bytes()),
        encode(claims.as_bytes())
    );
    let mac = <Hmac<sha2::Sha256>>::new_from_slice(secret.as_bytes()).expect("a key");
    let mac = mac.chain_update(&message).finalize().into_bytes();
    format!("{message}.{}", encode(&mac))
}

const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// What stands in the place of `EXP`, `NBF` and `IAT` is a date that suits: the server 1.13.11 was asked at its time.
#[test]
fn claims_are_read_as_the_server_reads_them() {
    for (claims, expected) in [
        (r#"{"iss":KEY,"exp":"EXP"}"#, "accept"),
        (r#"{"iss":KEY,"exp":"EXP.5"}"#, "accept"),
        (r#"{"iss":KEY,"exp":EXP.5}"#, "accept"),
        (r#"{"iss":KEY,"exp":"1e10"}"#, "accept"),
        (r#"{"iss":KEY,"exp":EXP,"iat":"IAT"}"#, "accept"),
        (r#"{"iss":KEY,"exp":EXP,"iat":EXP}"#, "accept"),
        (r#"{"iss":KEY,"exp":EXP,"iat":null,"nbf":null}"#, "accept"),
        (r#"{"iss":KEY,"exp":EXP,"nbf":"IAT"}"#, "accept"),
        (r#"{"iss":KEY,"exp":EXP,"nbf":"EXP"}"#, "early"),
        (r#"{"iss":KEY,"exp":"1700000000"}"#, "expired"),
        (r#"{"iss":KEY,"exp":"-5"}"#, "expired"),
        (r#"{"iss":KEY,"exp":"soon"}"#, "malformed"),
        (r#"{"iss":KEY,"exp":" EXP"}"#, "malformed"),
        (r#"{"iss":KEY,"exp":"EXP "}"#, "malformed"),
        (r#"{"iss":KEY,"exp":""}"#, "malformed"),
        (r#"{"iss":KEY,"exp":"+1"}"#, "malformed"),
        (r#"{"iss":KEY,"exp":"0x7fffffff"}"#, "malformed"),
        (r#"{"iss":KEY,"exp":true}"#, "malformed"),
        (r#"{"iss":KEY,"exp":[1]}"#, "malformed"),
        (r#"{"iss":KEY,"exp":1e400}"#, "malformed"),
        (r#"{"iss":KEY,"exp":EXP,"iat":"x"}"#, "malformed"),
        (r#"{"Iss":KEY,"EXP":EXP}"#, "accept"),
        ("{\"i\u{17f}s\":KEY,\"exp\":EXP}", "accept"),
        (r#"{"iss":KEY,"exp":5,"Exp":EXP}"#, "accept"),
        (r#"{"iss":KEY,"EXP":EXP,"exp":5}"#, "expired"),
    ] {
        let filled = claims
            .replace("KEY", &format!("{KEY:?}"))
            .replace("\"EXP\":", "\"eXp\":")
            .replace("EXP", "1700010000")
            .replace("IAT", "1699999990");
        let result = verifier().verify_at(&signed(HEADER, &filled, SECRET), at(NOW + 3600));
        assert_eq!(verdict(&result), expected, "{claims}");
    }
}

#[test]
fn names_in_other_case_are_the_known_ones() {
    let json = r#"{"SUB":"a","VIDEO":{"ROOMJOIN":true,"Room":"r","canpublish":false,"x":1},
        "\u212aind":"agent","Attributes":{"A":"b"},"kindDetails":["forwarded"],"KINDDETAILS":["simulation"]}"#;
    let claims: Claims = serde_json::from_str(json).expect("claims");
    assert_eq!(claims.identity(), "a");
    assert_eq!(claims.kind, Some(lk_auth::ParticipantKind::Agent));
    assert_eq!(claims.kind_details, [lk_auth::KindDetail::Simulation]);
    assert_eq!(claims.attributes["A"], "b");
    assert!(claims.other.is_empty());
    let video = claims.video.as_ref().expect("a grant");
    assert!(video.room_join && video.room == "r" && !video.may_publish());
    assert_eq!(video.other.len(), 1);
    let again = AccessToken::from_claims(ApiKey::new(KEY, SECRET), claims.clone());
    let minted = crate::vectors::part(&again.to_jwt_at(at(NOW)).expect("a token"), 1);
    assert_eq!(minted["video"]["roomJoin"], true);
    assert_eq!(minted["kind"], "agent");
}

#[test]
fn a_lone_surrogate_is_read_as_a_replacement_in_every_string() {
    let header = r#"{"alg":"HS256","kid":"\udead"}"#;
    let claims = format!(
        r#"{{"iss":"{KEY}","exp":1700010000,"sub":"a\ud83d","name":"\ude00b","metadata":"\ud83d\ude00\ud83d",
        "attributes":{{"k\udc00":"\ud83d\ud83d"}},"video":{{"room":"\udfff","canPublishSources":["\ud800"]}},
        "zz\ud83d":["\udead",{{"\udead":1}}],"roomConfig":{{"metadata":"\ud83d"}}}}"#
    );
    let token = signed(header, &claims, SECRET);
    let claims = verifier().verify_at(&token, at(NOW)).expect("a token");
    assert_eq!(claims, Claims::from_unverified(&token).expect("claims"));
    assert_eq!(claims.identity(), "a\u{fffd}");
    assert_eq!(claims.name, "\u{fffd}b");
    assert_eq!(claims.metadata, "😀\u{fffd}");
    assert_eq!(claims.attributes["k\u{fffd}"], "\u{fffd}\u{fffd}");
    let video = claims.video.as_ref().expect("a grant");
    assert_eq!(video.room, "\u{fffd}");
    assert_eq!(video.can_publish_sources[0].as_str(), "\u{fffd}");
    assert_eq!(claims.other["zz\u{fffd}"][1]["\u{fffd}"], 1);
    let config = claims.room_configuration().expect("one").expect("one");
    assert_eq!(config.metadata, "\u{fffd}");
}

#[test]
fn a_null_reads_as_go_reads_it() {
    let json = r#"{"name":null,"kind":null,"exp":null,"attributes":{"a":null,"b":"c"},
        "kindDetails":[null,"forwarded"],"video":{"canPublishSources":[null],"canPublish":null},
        "agentThread":{"threadIds":[null,"t"],"all":null},"sip":null}"#;
    let claims: Claims = serde_json::from_str(json).expect("claims");
    assert_eq!(claims.attributes["a"], "");
    assert_eq!(claims.attributes["b"], "c");
    assert_eq!(claims.kind_details[0].as_str(), "");
    let video = claims.video.expect("a grant");
    assert!(video.may_publish() && !video.may_publish_source(&PublishSource::Camera));
    assert_eq!(claims.agent_thread.expect("a grant").thread_ids, ["", "t"]);
    assert_eq!(
        (claims.sip, claims.exp, claims.name.as_str()),
        (None, None, "")
    );
    let nothing = r#"{"attributes":null,"kindDetails":null}"#;
    let claims: Claims = serde_json::from_str(nothing).expect("claims");
    assert_eq!(claims, Claims::default());
    for wrong in [
        r#"{"attributes":{"a":1}}"#,
        r#"{"attributes":[]}"#,
        r#"{"kindDetails":{}}"#,
    ] {
        assert!(serde_json::from_str::<Claims>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn golden_tokens_verify_while_they_hold() {
    for case in &cases("tokens.json") {
        let exp = NOW + case["ttl"].as_u64().expect("a lifetime");
        let verdict_at = |now| verdict(&verifier().verify_at(text(case, "token"), at(now)));
        let name = text(case, "name");
        assert_eq!(verdict_at(NOW), "accept", "{name}");
        assert_eq!(verdict_at(exp + 59), "accept", "{name}");
        assert_eq!(verdict_at(exp + 61), "expired", "{name}");
        assert_eq!(verdict_at(NOW - 61), "early", "{name}");
    }
}

#[test]
fn asymmetric_algorithms_and_strange_headers_are_refused() {
    use base64::Engine as _;
    let encode = |json: &str| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(json);
    let good = AccessToken::new(KEY, SECRET)
        .identity("a")
        .to_jwt_at(at(NOW))
        .expect("a token");
    let rest = good.split_once('.').expect("parts").1;
    for (header, expected) in [
        (r#"{"alg":"RS256"}"#, "algorithm"),
        (r#"{"alg":"EdDSA"}"#, "algorithm"),
        (r#"{"alg":"None"}"#, "algorithm"),
        (r#"{"alg":"HS256X","typ":"JWT"}"#, "algorithm"),
        (r#"{"typ":"JWT"}"#, "malformed"),
        (r#"{"alg":256}"#, "malformed"),
        ("[]", "malformed"),
        ("", "malformed"),
        // Known, but signed over another header.
        (r#"{"alg":"HS256","kid":"1"}"#, "signature"),
    ] {
        let token = format!("{}.{rest}", encode(header));
        assert_eq!(
            verdict(&verifier().verify_at(&token, at(NOW))),
            expected,
            "{header}"
        );
    }
}

#[test]
fn any_key_of_an_issuer_verifies() {
    let old = ApiKey::new(KEY, "old");
    let new = ApiKey::new(KEY, "new");
    let token = |key: &ApiKey| {
        key.token()
            .identity("a")
            .to_jwt_at(at(NOW))
            .expect("a token")
    };
    let tokens = [token(&old), token(&new)];

    let map: KeyMap = [old.clone(), new.clone()].into_iter().collect();
    let both = TokenVerifier::new(map);
    let closure = TokenVerifier::new(KeyFn(move |issuer: &str| match issuer {
        KEY => vec![old.clone(), new.clone()],
        _ => vec![],
    }));
    for token in &tokens {
        assert!(both.verify_at(token, at(NOW)).is_ok());
        assert!(closure.verify_at(token, at(NOW)).is_ok());
    }
    let only_new = TokenVerifier::new(ApiKey::new(KEY, "new"));
    assert_eq!(
        verdict(&only_new.verify_at(&tokens[0], at(NOW))),
        "signature"
    );
    assert_eq!(
        verdict(&TokenVerifier::new(KeyMap::new()).verify_at(&tokens[0], at(NOW))),
        "key"
    );
}

#[test]
fn an_empty_secret_verifies_nothing() {
    // HMAC with an empty key is computable by anyone.
    let claims = r#"{"iss":"k","exp":99999999999}"#;
    let token = signed(HEADER, claims, "");
    let verifier = TokenVerifier::new(ApiKey::new("k", ""));
    assert_eq!(verdict(&verifier.verify_at(&token, at(NOW))), "signature");
}

#[test]
fn every_cut_and_every_flipped_byte_is_refused_quietly() {
    let grant = VideoGrant::join("r").can_publish(false);
    let token = AccessToken::new(KEY, SECRET).identity("a").grant(grant);
    let token = token.to_jwt_at(at(NOW)).expect("a token");
    let verifier = verifier();
    assert!(verifier.verify_at(&token, at(NOW)).is_ok());
    for end in 0..token.len() {
        assert!(
            verifier.verify_at(&token[..end], at(NOW)).is_err(),
            "cut at {end}"
        );
    }
    for index in 0..token.len() {
        let mut bytes = token.clone().into_bytes();
        bytes[index] = if bytes[index] == b'A' { b'B' } else { b'A' };
        let forged = String::from_utf8(bytes).expect("ASCII");
        assert!(
            verifier.verify_at(&forged, at(NOW)).is_err(),
            "flipped at {index}"
        );
    }
}
