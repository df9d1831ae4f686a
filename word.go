package stemma

import "strings"

// OnWhoseWord says on whose word a witness stands: the words for the root of
// its chain and, where they do not say so themselves, who that is as far as the
// program tells. Where the root passes on the word of somebody whom it does not
// name, as rumours are, it says so. Each face says by source how it words the root of
// a chain, and by name what it calls an entity, "" for one that is gone.
func (h *Hearing) OnWhoseWord(w *Witness, source func(*Testimony) string, name func(ID) (string, error)) (string, error) {
	t := h.Of(w.Origin)
	if t == nil {
		return "somebody whose statement is gone", nil
	}
	words := owner(source(t))
	if s := t.Statement; s.Root() < len(s.Chain)-1 {
		if strings.Contains(words, ",") {
			words += ","
		}
		return "somebody whom " + words + " does not name", nil
	}
	if w.Root == "" {
		return words, nil
	}
	is, err := name(w.Root)
	if err != nil || is == "" || strings.Contains(strings.ToLower(words), strings.ToLower(strings.Trim(is, "“”"))) {
		return words, err
	}
	return words + ", that is " + is, nil
}

// owner is whose words "the clerk’s words" are: without the mark of the possessive.
func owner(words string) string {
	for _, mark := range []string{"’s", "'s", "’", "'"} {
		if rest, ok := strings.CutSuffix(words, mark); ok && (len(mark) > len("’") || mark == "'s" || strings.HasSuffix(rest, "s")) {
			return rest
		}
	}
	return words
}
