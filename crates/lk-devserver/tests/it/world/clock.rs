//! Time, and what happens in it: everyone is let speak, datagrams fly, deadlines pass.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use lk_devserver::{Output, SignalFrame};
use lk_peer::Transport;
use lk_proto::{SignalResponse, signal_request::Message as Asked};
use prost::Message as _;

use super::{Client, Datagram, Id, SERVER, World};

impl World {
    /// Lets time pass.
    pub(crate) fn run(&mut self, duration: Duration) {
        let end = self.now + duration;
        self.settle();
        while let Some(next) = self.next_moment().filter(|next| *next <= end) {
            self.step(next);
        }
        self.now = end;
    }

    /// Lets time pass until something is so, a minute at most.
    pub(crate) fn until(&mut self, holds: impl Fn(&Self) -> bool, what: &str) {
        let end = self.now + Duration::from_secs(60);
        self.settle();
        while !holds(self) {
            let next = self.next_moment().filter(|next| *next <= end);
            match next {
                Some(next) => self.step(next),
                None => panic!("not within a minute: {what}"),
            }
        }
    }

    fn next_moment(&self) -> Option<Instant> {
        let links = self
            .clients
            .iter()
            .flat_map(Client::links)
            .map(|link| link.wake);
        let flying = self.flying.keys().next().map(|(at, _)| *at);
        links.chain(flying).chain([self.core_wake]).min()
    }

    fn step(&mut self, to: Instant) {
        self.now = self.now.max(to);
        while let Some(entry) = self
            .flying
            .first_entry()
            .filter(|it| it.key().0 <= self.now)
        {
            let datagram = entry.remove();
            self.deliver(&datagram);
        }
        if self.core_wake <= self.now {
            self.core.handle_timeout(self.now);
        }
        for client in &mut self.clients {
            for link in client.links_mut().filter(|link| link.wake <= self.now) {
                link.peer.handle_timeout(self.now);
                link.wake = self.now;
            }
        }
        self.settle();
    }

    fn deliver(&mut self, datagram: &Datagram) {
        let Datagram { from, to, bytes } = datagram;
        if *to == SERVER {
            self.core.handle_datagram(*from, *to, bytes, self.now);
            self.settle();
            return;
        }
        let now = self.now;
        for client in &mut self.clients {
            for link in client.links_mut() {
                if link.address == *to {
                    link.peer
                        .handle_datagram(Transport::Udp, *from, *to, bytes, now);
                    link.wake = now;
                }
            }
        }
        self.settle();
    }

    /// Takes what everyone has to say until nobody has anything more to say now.
    pub(super) fn settle(&mut self) {
        loop {
            let asked = self.drain_clients();
            let spoke = self.drain_core();
            for (id, message) in asked {
                self.ask(id, message);
            }
            if !spoke {
                return;
            }
        }
    }

    fn drain_core(&mut self) -> bool {
        let mut spoke = false;
        loop {
            match self.core.poll_output() {
                Output::Transmit { from, to, payload } => self.launch(from, to, payload),
                Output::Signal { session, frame } => {
                    let SignalFrame::Binary(bytes) = frame else {
                        panic!("JSON was not asked for")
                    };
                    let message = SignalResponse::decode(bytes).expect("a response").message;
                    let client = self
                        .clients
                        .iter_mut()
                        .find(|it| it.session == Some(session));
                    if let (Some(client), Some(message)) = (client, message) {
                        client.heard.push(message);
                        spoke = true;
                    }
                }
                Output::CloseSignal { session } => {
                    if let Some(client) = self
                        .clients
                        .iter_mut()
                        .find(|it| it.session == Some(session))
                    {
                        client.session = None;
                        client.closed = true;
                    }
                }
                Output::Http { id, reply } => {
                    self.replies.insert(id, reply);
                }
                Output::Webhook(event) => self.webhooks.push(*event),
                Output::Timeout(at) => {
                    self.core_wake = at;
                    return spoke;
                }
                other => panic!("not expected: {other:?}"),
            }
        }
    }

    fn drain_clients(&mut self) -> Vec<(Id, Asked)> {
        let mut asked = Vec::new();
        let mut launched = Vec::new();
        let now = self.now;
        for (index, client) in self.clients.iter_mut().enumerate() {
            for message in client.react(now) {
                asked.push((Id(index), message));
            }
            client.drain(&mut launched);
        }
        for Datagram { from, to, bytes } in launched {
            self.launch(from, to, bytes);
        }
        asked
    }

    fn launch(&mut self, from: SocketAddr, to: SocketAddr, bytes: Vec<u8>) {
        let datagram = Datagram { from, to, bytes };
        if (self.loses)(&datagram) {
            return;
        }
        self.sent += 1;
        self.flying
            .insert((self.now + self.delay, self.sent), datagram);
    }
}
