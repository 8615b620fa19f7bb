//! Trunks, rules and calls; and what a call that is not answered leaves to read.

use std::time::Duration;

use lk_api::CallError;
use lk_net::HttpError;
use lk_proto::*;

use crate::mock;

#[tokio::test]
async fn trunks_and_rules() {
    let api = mock().await;
    let sip = api.sip();
    macro_rules! call {
        ($($method:ident)+) => {
            $( sip.$method(Default::default()).await.unwrap_or_else(|error| panic!("{error:?}")); )+
        };
    }
    call!(create_sip_inbound_trunk create_sip_outbound_trunk);
    call!(update_sip_inbound_trunk update_sip_outbound_trunk);
    call!(get_sip_inbound_trunk get_sip_outbound_trunk);
    call!(list_sip_inbound_trunk list_sip_outbound_trunk delete_sip_trunk);
    call!(create_sip_dispatch_rule update_sip_dispatch_rule list_sip_dispatch_rule);
    call!(delete_sip_dispatch_rule);
}

fn dialling(seconds: i64) -> CreateSipParticipantRequest {
    CreateSipParticipantRequest {
        sip_call_to: "+15550100".into(),
        room_name: "r".into(),
        participant_identity: "caller".into(),
        wait_until_answered: true,
        ringing_timeout: Some(prost_types::Duration { seconds, nanos: 0 }),
        ..Default::default()
    }
}

#[tokio::test]
async fn a_call_is_waited_for_as_long_as_it_rings() {
    let api = mock().await;
    let made = api
        .sip()
        .create_sip_participant(dialling(12))
        .await
        .expect("answered");
    assert_eq!(
        (made.participant_identity.as_str(), made.room_name.as_str()),
        ("caller", "r")
    );
    let late = api
        .sip()
        .create_sip_participant(dialling(1))
        .await
        .expect_err("not answered");
    let CallError::Unanswered { source, .. } = &late else {
        panic!("{late:?}")
    };
    assert!(matches!(source, HttpError::TimedOut(after) if *after == Duration::from_secs(3)));
}

#[tokio::test]
async fn a_shorter_time_limit_is_raised_to_what_rings_and_a_longer_one_kept() {
    let api = mock().await;
    let sip = api.sip();
    let control = r#"{"delayMs":2000}"#;
    let call = sip
        .create_sip_participant(dialling(5))
        .header("x-lk-mock", control);
    call.timeout(Duration::from_millis(500))
        .await
        .expect("picked up");
    let call = sip
        .create_sip_participant(dialling(1))
        .header("x-lk-mock", r#"{"delayMs":4000}"#);
    call.timeout(Duration::from_secs(9))
        .await
        .expect("waited for longer");
}

#[tokio::test]
async fn a_transfer_is_waited_for_unasked() {
    let api = mock().await;
    let request = TransferSipParticipantRequest {
        room_name: "r".into(),
        participant_identity: "caller".into(),
        transfer_to: "tel:+15550101".into(),
        ..Default::default()
    };
    api.sip()
        .transfer_sip_participant(request)
        .await
        .expect("transferred after eleven seconds");
}

#[tokio::test]
async fn a_call_that_is_not_waited_for_is_answered_at_once() {
    let api = mock().await;
    let request = CreateSipParticipantRequest {
        wait_until_answered: false,
        ..dialling(30)
    };
    let call = api.sip().create_sip_participant(request);
    call.timeout(std::time::Duration::from_secs(5))
        .await
        .expect("a participant");
}

#[tokio::test]
async fn the_callees_no_can_be_read() {
    let api = mock().await;
    for (code, words) in [
        (486, "Busy Here"),
        (603, "Decline"),
        (408, "Request Timeout"),
    ] {
        let control =
            format!(r#"{{"delayMs":1,"sipStatus":{{"code":{code},"status":"{words}"}}}}"#);
        let call = api
            .sip()
            .create_sip_participant(dialling(5))
            .header("x-lk-mock", control);
        let error = call.await.expect_err("refused");
        let status = error.sip_status().unwrap_or_else(|| panic!("{error:?}"));
        assert_eq!((status.code, status.reason), (code, words));
    }
    let request = TransferSipParticipantRequest {
        room_name: "r".into(),
        ..Default::default()
    };
    let control = r#"{"delayMs":1,"sipStatus":{"code":486}}"#;
    let call = api
        .sip()
        .transfer_sip_participant(request)
        .header("x-lk-mock", control);
    assert_eq!(
        call.await
            .expect_err("refused")
            .sip_status()
            .expect("a status")
            .code,
        486
    );
    let control = r#"{"failRegions":[0],"failStatus":404}"#;
    let call = api
        .sip()
        .create_sip_participant(dialling(5))
        .header("x-lk-mock", control);
    assert_eq!(call.await.expect_err("refused").sip_status(), None);
}
