//! Which rates the packets that wait call for.

use std::collections::VecDeque;

use crate::Packet;
use crate::line::Line;

/// What a packet calls for: that it and all before it are gone within the time limit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Demand {
    pub(super) number: u64,
    /// Bytes up to its end when it came, with what was owed for those that had left.
    pub(super) ahead: u64,
    /// The number of the nearest packet before it that calls for more; zero for none.
    above: u64,
}

impl Demand {
    pub(super) const fn new(number: u64, ahead: u64) -> Self {
        Self {
            number,
            ahead,
            above: 0,
        }
    }
}

/// The packets that call for more than all behind them: what the first calls for holds until it has left.
#[derive(Debug, Default)]
pub(super) struct Demands(VecDeque<Demand>);

impl Demands {
    pub(super) const fn new() -> Self {
        Self(VecDeque::new())
    }

    /// The most that is called for, in bytes within the time limit.
    pub(super) fn most(&self) -> Option<u64> {
        self.0.front().map(|demand| demand.ahead)
    }

    /// A packet came, the last of all.
    pub(super) fn enter(&mut self, demand: &mut Demand) {
        while self.0.back().is_some_and(|it| it.ahead <= demand.ahead) {
            self.0.pop_back();
        }
        demand.above = self.0.back().map_or(0, |it| it.number);
        self.0.push_back(*demand);
    }

    /// A packet left, the first of all.
    pub(super) fn leave(&mut self, number: u64) {
        while self.0.front().is_some_and(|it| it.number <= number) {
            self.0.pop_front();
        }
    }

    /// Packets were taken out of the line. Those that they stood above count again, and those behind
    /// them have less before them. Costs what stands behind the first of them.
    pub(super) fn take_out<P: Packet>(
        &mut self,
        taken: &[(P, Demand)],
        line: &mut Line<P, Demand>,
    ) {
        let Some(&(_, Demand { number: first, .. })) = taken.first() else {
            return;
        };
        while self.0.back().is_some_and(|it| it.number >= first) {
            self.0.pop_back();
        }
        let shown = self.0.back().map_or(0, |it| it.number);
        let mut hidden = Vec::new();
        let mut number = line.before(first).unwrap_or(0);
        while let Some(demand) = line.beside(number).filter(|_| number > shown) {
            hidden.push(*demand);
            number = demand.above;
        }
        self.0.extend(hidden.into_iter().rev());

        let mut taken = taken.iter().peekable();
        let mut less = 0;
        for (number, (_, demand)) in line.behind(first) {
            while let Some((packet, _)) = taken.next_if(|(_, it)| it.number < number) {
                less += packet.size() as u64;
            }
            demand.ahead -= less;
            self.enter(demand);
        }
    }
}
