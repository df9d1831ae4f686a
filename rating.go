package stemma

import (
	"slices"
	"strconv"
	"strings"
)

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
// because it says another thing of the same statement, or of the same two statements,
// mentions or documents, or rates the same source or claim otherwise; the later
// one stands.
func Replaces(log []*Judgement, j *Judgement) []*Judgement {
	i := slices.IndexFunc(log, func(x *Judgement) bool { return x.ID == j.ID })
	if i < 0 {
		return nil
	}
	replaced := Replaced(log[:i+1])
	var out []*Judgement
	for _, old := range log[:i] {
		if by := replaced[old.ID]; by != nil && by.ID == j.ID {
			out = append(out, old)
		}
	}
	return out
}

// Replaced are the judgements of a log that no longer stand because a later one, which
// is given, takes their place. Neither is retracted.
func Replaced(log []*Judgement) map[ID]*Judgement {
	retracted := Retracted(log)
	out := map[ID]*Judgement{}
	earlier := map[string][]*Judgement{} // those that stand and say the same, by question
	for _, j := range log {
		key := j.question()
		if key == "" || retracted[j.ID] || !j.Attached() {
			continue
		}
		if same := earlier[key]; len(same) > 0 && !same[0].agrees(j) {
			for _, old := range same {
				out[old.ID] = j
			}
			earlier[key] = nil
		}
		earlier[key] = append(earlier[key], j)
	}
	return out
}

// question names what a judgement answers, so that of two with one name the later
// takes the place of the earlier; "" where none does.
func (j *Judgement) question() string {
	about := ""
	switch {
	case j.Kind == Rate:
		return strings.Join([]string{"rate", j.By, string(j.Statement), strconv.FormatBool(j.OfSource())}, "\x00")
	case j.Kind.OnReading():
		return "reading\x00" + string(j.Statement)
	case j.Kind.OnClaims():
		about = "claims"
	case j.Kind.OnIdentity():
		about = "identity"
	case j.Kind.OfDocuments():
		about = "documents"
	}
	if about == "" || len(j.About) != 2 {
		return ""
	}
	place := func(a Anchor) string {
		parts := []string{string(a.Doc), a.Cue, a.Source}
		for _, s := range a.Spans {
			parts = append(parts, spanKey(s))
		}
		return strings.Join(parts, "\x00")
	}
	a, b := place(j.About[0]), place(j.About[1])
	return strings.Join([]string{about, min(a, b), max(a, b)}, "\x01")
}

// agrees reports whether two judgements on one question say the same.
func (j *Judgement) agrees(o *Judgement) bool {
	if j.Kind != o.Kind || j.Rating != o.Rating {
		return false
	}
	if j.Kind != Correct {
		return true
	}
	return slices.EqualFunc(j.About, o.About, func(a, b Anchor) bool {
		return slices.Equal(a.Spans, b.Spans) && a.Quote == b.Quote && a.Cue == b.Cue && a.Source == b.Source
	})
}
