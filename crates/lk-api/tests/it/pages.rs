//! Lists that come in pages, and things by their ids.

use std::time::Duration;

use bytes::Bytes;
use lk_api::LiveKitApi;
use lk_proto::{
    AgentDispatch, EgressInfo, ListAgentDispatchResponse, ListEgressRequest, ListEgressResponse,
    ListSipInboundTrunkRequest, ListSipInboundTrunkResponse, Pagination, SipInboundTrunkInfo,
    TokenPagination,
};
use prost::Message;

use crate::fake::Fake;

fn body(message: &impl Message) -> (u16, &'static str, Bytes) {
    (200, "application/protobuf", message.encode_to_vec().into())
}

/// Serves `0..last` two a page, by tokens.
async fn egresses(last: u32) -> Fake {
    Fake::serving(
        move |request| {
            let asked = ListEgressRequest::decode(request.body().clone()).expect("a request");
            assert_eq!(asked.room_name, "r", "the rest of the request stays");
            let from: u32 = asked
                .page_token
                .map_or(0, |page| page.token.parse().expect("ours"));
            let to = (from + 2).min(last);
            let item = |id: u32| EgressInfo {
                egress_id: id.to_string(),
                ..Default::default()
            };
            body(&ListEgressResponse {
                items: (from..to).map(item).collect(),
                next_page_token: (to < last).then(|| TokenPagination {
                    token: to.to_string(),
                }),
            })
        },
        Duration::ZERO,
    )
    .await
}

#[tokio::test]
async fn every_page_is_asked_for_when_it_is_needed() {
    let fake = egresses(5).await;
    let request = ListEgressRequest {
        room_name: "r".into(),
        ..Default::default()
    };
    let mut items = fake
        .api
        .egress()
        .list_egress(request)
        .header("x-trace", "7")
        .items();
    assert!(fake.asked().is_empty(), "nothing before it is polled");
    for id in 0..5 {
        let item = items.next().await.expect("an item").expect("no error");
        assert_eq!(item.egress_id, id.to_string());
    }
    assert!(items.next().await.is_none() && items.next().await.is_none());
    let asked = fake.asked();
    assert_eq!(asked.len(), 3);
    assert!(
        asked
            .iter()
            .all(|request| request.headers()["x-trace"] == "7")
    );
    let id = |index: usize| &asked[index].headers()["x-livekit-request-id"];
    assert_ne!(id(0), id(1), "each page is a call of its own");
}

#[tokio::test]
async fn an_error_ends_the_stream_and_so_does_a_page_that_comes_again() {
    let fake = Fake::answering(
        500,
        "application/json",
        r#"{"code":"internal"}"#,
        Duration::ZERO,
    )
    .await;
    let mut items = fake.api.egress().list_egress(Default::default()).items();
    assert!(items.next().await.expect("an error").is_err());
    assert!(items.next().await.is_none());

    let page = ListEgressResponse {
        items: vec![EgressInfo::default()],
        next_page_token: Some(TokenPagination {
            token: "same".into(),
        }),
    };
    let fake = Fake::with(&page).await;
    let mut items = fake.api.egress().list_egress(Default::default()).items();
    let mut count = 0;
    while let Some(item) = items.next().await {
        item.expect("an item");
        count += 1;
    }
    assert_eq!((count, fake.asked().len()), (2, 2));
}

fn trunk(id: &str) -> SipInboundTrunkInfo {
    SipInboundTrunkInfo {
        sip_trunk_id: id.into(),
        ..Default::default()
    }
}

#[tokio::test]
async fn pages_by_id_end_where_the_server_says_or_knows_no_pages() {
    let ids = ["a", "b", "c", "d"];
    // `knows`: pages are kept to; else everything comes, whatever was asked.
    for (knows, limit, calls) in [(true, 2, 3), (true, 3, 3), (true, 0, 2), (false, 0, 2)] {
        let fake = Fake::serving(
            move |request| {
                let asked = ListSipInboundTrunkRequest::decode(request.body().clone());
                let page = asked.expect("a request").page.unwrap_or_default();
                let after = ids
                    .iter()
                    .position(|id| *id == page.after_id)
                    .map_or(0, |at| at + 1);
                let limit = usize::try_from(page.limit).expect("a limit");
                let most = if limit == 0 { ids.len() } else { limit };
                let from = if knows { after } else { 0 };
                let items = ids[from..].iter().take(most).map(|id| trunk(id)).collect();
                body(&ListSipInboundTrunkResponse { items })
            },
            Duration::ZERO,
        )
        .await;
        let page = (limit > 0).then(|| Pagination {
            limit,
            ..Default::default()
        });
        let request = ListSipInboundTrunkRequest {
            page,
            ..Default::default()
        };
        let mut items = fake.api.sip().list_sip_inbound_trunk(request).items();
        let mut seen = Vec::new();
        while let Some(item) = items.next().await {
            seen.push(item.expect("an item").sip_trunk_id);
        }
        assert_eq!(seen, ids, "{knows} {limit}");
        assert_eq!(fake.asked().len(), calls, "{knows} {limit}");
    }
}

#[tokio::test]
async fn pages_that_a_filter_made_short_are_followed_by_others() {
    let ids = ["a1", "b2", "a3", "a4", "b5", "b6", "a7"];
    // The server cuts a page of two, and then leaves out what was not asked for.
    let fake = Fake::serving(
        move |request| {
            let asked = ListSipInboundTrunkRequest::decode(request.body().clone());
            let page = asked.expect("a request").page.unwrap_or_default();
            let after = ids.iter().position(|id| *id == page.after_id);
            let cut = ids.iter().skip(after.map_or(0, |at| at + 1)).take(2);
            let items = cut.filter(|id| id.starts_with('a')).map(|id| trunk(id));
            body(&ListSipInboundTrunkResponse {
                items: items.collect(),
            })
        },
        Duration::ZERO,
    )
    .await;
    let request = ListSipInboundTrunkRequest {
        numbers: vec!["+15550100".into()],
        page: Some(Pagination {
            limit: 2,
            ..Default::default()
        }),
        ..Default::default()
    };
    let mut items = fake.api.sip().list_sip_inbound_trunk(request).items();
    let mut seen = Vec::new();
    while let Some(item) = items.next().await {
        seen.push(item.expect("an item").sip_trunk_id);
    }
    // One each of a1 and b2, b2 and a3, a4 and b5; b5 and b6 leave a page empty.
    assert_eq!(seen, ["a1", "a3", "a4"]);
}

#[tokio::test]
async fn things_by_their_ids_come_in_order_with_gaps() {
    let listed = ListSipInboundTrunkResponse {
        items: vec![trunk("b"), trunk("a"), trunk("x")],
    };
    let fake = Fake::with(&listed).await;
    let found = fake
        .api
        .sip()
        .inbound_trunks(["a", "none", "b", "a"])
        .await
        .expect("trunks");
    let ids: Vec<_> = found
        .iter()
        .map(|one| one.as_ref().map(|one| one.sip_trunk_id.as_str()))
        .collect();
    assert_eq!(ids, [Some("a"), None, Some("b"), Some("a")]);
    let asked =
        ListSipInboundTrunkRequest::decode(fake.asked()[0].body().clone()).expect("a request");
    assert_eq!(asked.trunk_ids, ["a", "none", "b", "a"]);

    // To list none would list all.
    let nobody = LiveKitApi::new("ws://127.0.0.1:1", "k", "s")
        .expect("an API")
        .sip();
    let none: [&str; 0] = [];
    assert_eq!(nobody.inbound_trunks(none).await.expect("no call"), []);
    assert_eq!(nobody.outbound_trunks(none).await.expect("no call"), []);
    assert_eq!(nobody.dispatch_rules(none).await.expect("no call"), []);
}

#[tokio::test]
async fn a_dispatch_is_found_by_its_id_or_is_none() {
    let dispatch = |id: &str| AgentDispatch {
        id: id.into(),
        ..Default::default()
    };
    let listed = ListAgentDispatchResponse {
        agent_dispatches: vec![dispatch("AD_a"), dispatch("AD_b")],
    };
    let fake = Fake::with(&listed).await;
    let calls = fake.api.agent_dispatch();
    let found = calls.get_dispatch("AD_b", "r").await.expect("an answer");
    assert_eq!(found.expect("a dispatch").id, "AD_b");
    assert_eq!(
        calls.get_dispatch("AD_c", "r").await.expect("an answer"),
        None
    );
}
