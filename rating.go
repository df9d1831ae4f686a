package stemma

import "slices"

// Ratings are the ratings of a log that stand, in its order: what is retracted
// does not, and of what one person said of one source or claim only the latest
// does. Persons may differ, and each then stands.
func Ratings(log []*Judgement) []*Judgement {
	type of struct {
		by     string
		what   ID
		source bool
	}
	retracted := Retracted(log)
	last := map[of]*Judgement{}
	for _, j := range log {
		if j.Kind == Rate && !retracted[j.ID] && j.Statement != "" {
			last[of{j.By, j.Statement, j.OfSource()}] = j
		}
	}
	return slices.DeleteFunc(slices.Clone(log), func(j *Judgement) bool {
		return last[of{j.By, j.Statement, j.OfSource()}] != j
	})
}

// Replaces are the judgements of a log that stood until j, one of it, was made,
// because it says another thing of the same two statements, mentions or
// documents, or rates the same source or claim anew; the later one stands.
func Replaces(log []*Judgement, j *Judgement) []*Judgement {
	retracted := Retracted(log)
	var out []*Judgement
	for _, old := range log {
		if old.ID == j.ID {
			break
		}
		if !retracted[old.ID] && old.Attached() && old.rivals(j) {
			out = append(out, old)
		}
	}
	return out
}

// rivals reports whether the later of two judgements takes the place of the
// other.
func (j *Judgement) rivals(other *Judgement) bool {
	if j.Kind == Rate {
		return other.Kind == Rate && j.By == other.By && j.OfSource() == other.OfSource() && j.Statement == other.Statement
	}
	alike := j.Kind.OnClaims() && other.Kind.OnClaims() || j.Kind.OnIdentity() && other.Kind.OnIdentity() ||
		j.Kind.OfDocuments() && other.Kind.OfDocuments()
	if !alike || j.Kind == other.Kind || len(j.About) != 2 || len(other.About) != 2 {
		return false
	}
	same := func(a, b Anchor) bool {
		return a.Doc == b.Doc && slices.Equal(a.Spans, b.Spans) && a.Cue == b.Cue && a.Source == b.Source
	}
	return same(j.About[0], other.About[0]) && same(j.About[1], other.About[1]) ||
		same(j.About[0], other.About[1]) && same(j.About[1], other.About[0])
}
