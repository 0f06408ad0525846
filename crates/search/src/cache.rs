//! What was found lately: as long as the index is the same, so is what is found in it.

use crate::{asked::Asked, find::Ids};
use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

/// Questions that are remembered.
const MOST: usize = 256;

/// The last answers, for one generation of the index.
#[derive(Default)]
pub(crate) struct Lately(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    generation: u64,
    answers: HashMap<Asked, Arc<Ids>>,
    /// The oldest first.
    order: VecDeque<Asked>,
}

impl Lately {
    pub(crate) fn get(&self, asked: &Asked, generation: u64) -> Option<Arc<Ids>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.answers
            .get(asked)
            .filter(|_| kept.generation == generation)
            .cloned()
    }

    pub(crate) fn keep(&self, asked: &Asked, ids: &Arc<Ids>, generation: u64) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.generation != generation {
            *kept = Kept {
                generation,
                ..Kept::default()
            };
        }
        if kept.answers.insert(asked.clone(), ids.clone()).is_none() {
            kept.order.push_back(asked.clone());
        }
        if kept.order.len() > MOST
            && let Some(oldest) = kept.order.pop_front()
        {
            kept.answers.remove(&oldest);
        }
    }
}
