-- The sketches that are still to be reckoned with, so that to find that there
-- are none takes no look at all the others.
CREATE INDEX sketch_pending ON sketch (doc) WHERE NOT reckoned OR gone;
