//! Lists that come in pages, as streams.

use std::collections::VecDeque;
use std::fmt;
use std::future::{Future, IntoFuture as _};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
#[allow(unused_imports)]
use lk_proto::rpc;

use crate::call::Call;
use crate::error::CallError;
use crate::grants::Granted;

/// A call that lists things a page at a time.
pub trait Paged: Granted
where
    Self::Request: Clone + Send + Unpin,
{
    /// What it lists.
    type Item: Send + Unpin;

    /// Turns `request` into that for the page after `response`.
    #[doc(hidden)]
    fn turn(request: &mut Self::Request, response: &Self::Response) -> Turn;

    /// What is on the page.
    #[doc(hidden)]
    fn items(response: Self::Response) -> Vec<Self::Item>;
}

/// What is known after a page.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// There may be another.
    More,
    /// That was the last.
    Last,
    /// That was the page before once more.
    Again,
}

/// What a call lists, page after page, as a stream. Nothing is asked before it is polled, and
/// the next page not before the last is used up.
///
/// After an error the stream ends. It also ends where a server gives the same page again.
#[must_use = "streams do nothing unless polled"]
pub struct Items<R: Paged>
where
    R::Request: Clone + Send + Unpin,
{
    /// The call of the next page; `None` after the last.
    next: Option<Call<R>>,
    asked: Option<Asked<R>>,
    items: VecDeque<R::Item>,
}

type Asked<R> = Pin<Box<dyn Future<Output = Result<<R as rpc::Rpc>::Response, CallError>> + Send>>;

impl<R: Paged> Call<R>
where
    R::Request: Clone + Send + Unpin,
{
    /// What the call lists, over all pages, each asked for with this call's options.
    ///
    /// ```no_run
    /// # use std::future::poll_fn;
    /// # async fn run(api: lk_api::LiveKitApi) -> Result<(), lk_api::CallError> {
    /// let mut egresses = api.egress().list_egress(Default::default()).items();
    /// while let Some(egress) = egresses.next().await {
    ///     println!("{}", egress?.egress_id);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn items(self) -> Items<R> {
        Items {
            next: Some(self),
            asked: None,
            items: VecDeque::new(),
        }
    }
}

impl<R: Paged> Items<R>
where
    R::Request: Clone + Send + Unpin,
{
    /// The next item; `None` after the last.
    ///
    /// # Errors
    ///
    /// Those of the call.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses nothing: a page that is on its way is waited for by the next.
    pub async fn next(&mut self) -> Option<Result<R::Item, CallError>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<R: Paged> Stream for Items<R>
where
    R::Request: Clone + Send + Unpin,
{
    type Item = Result<R::Item, CallError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(item) = this.items.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            let Some(call) = &mut this.next else {
                return Poll::Ready(None);
            };
            let asked = this.asked.get_or_insert_with(|| call.clone().into_future());
            let answered = ready!(asked.as_mut().poll(cx));
            this.asked = None;
            match answered {
                Ok(page) => {
                    let turn = R::turn(call.request_mut(), &page);
                    if turn != Turn::Again {
                        this.items = R::items(page).into();
                    }
                    if turn != Turn::More {
                        this.next = None;
                    }
                }
                Err(error) => {
                    this.next = None;
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}

impl<R: Paged> fmt::Debug for Items<R>
where
    R::Request: Clone + Send + Unpin,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("method", &R::NAME)
            .field("at_hand", &self.items.len())
            .finish_non_exhaustive()
    }
}

/// Lists whose pages name the next by a token.
#[allow(unused_macros)]
macro_rules! by_token {
    ($( $feature:literal $call:path => $items:ident: $item:ty; )*) => {$(
        #[cfg(feature = $feature)]
        impl Paged for $call {
            type Item = $item;

            fn turn(request: &mut Self::Request, response: &Self::Response) -> Turn {
                let next = response.next_page_token.clone();
                let goes_on = next.as_ref().is_some_and(|next| !next.token.is_empty());
                if !goes_on || next == request.page_token {
                    return Turn::Last;
                }
                request.page_token = next;
                Turn::More
            }

            fn items(response: Self::Response) -> Vec<Self::Item> {
                response.$items
            }
        }
    )*};
}

/// Lists whose pages begin after the last id of the one before.
#[allow(unused_macros)]
macro_rules! by_id {
    ($( $feature:literal $call:path => $id:ident: $item:ty; )*) => {$(
        #[cfg(feature = $feature)]
        impl Paged for $call {
            type Item = $item;

            fn turn(request: &mut Self::Request, response: &Self::Response) -> Turn {
                let Some(last) = response.items.last() else {
                    return Turn::Last;
                };
                let page = request.page.get_or_insert_default();
                // A server that knows no pages gives everything, again and again.
                if page.after_id == last.$id {
                    return Turn::Again;
                }
                page.after_id = last.$id.clone();
                // A page that is not full is no end: servers cut a page before they filter it.
                Turn::More
            }

            fn items(response: Self::Response) -> Vec<Self::Item> {
                response.items
            }
        }
    )*};
}

by_token! {
    "egress" rpc::egress::ListEgress => items: lk_proto::EgressInfo;
    "ingress" rpc::ingress::ListIngress => items: lk_proto::IngressInfo;
    "phone-number" rpc::phone_number_service::ListPhoneNumbers => items: lk_proto::PhoneNumber;
    "phone-number" rpc::phone_number_service::SearchPhoneNumbers => items: lk_proto::PhoneNumber;
    "agent-simulation" rpc::agent_simulation::ListSimulationRuns => runs: lk_proto::SimulationRun;
}

by_id! {
    "sip" rpc::sip::ListSipInboundTrunk => sip_trunk_id: lk_proto::SipInboundTrunkInfo;
    "sip" rpc::sip::ListSipOutboundTrunk => sip_trunk_id: lk_proto::SipOutboundTrunkInfo;
    "sip" rpc::sip::ListSipDispatchRule => sip_dispatch_rule_id: lk_proto::SipDispatchRuleInfo;
}
