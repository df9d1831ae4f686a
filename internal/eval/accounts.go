package eval

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp"
)

//go:embed gold/accounts/*.jsonl
var accountsGold embed.FS

// An AccountPair is two places, of two texts, that were read side by side:
// they say how many were killed, when, where. The set is described in
// gold/accounts/README.md.
type AccountPair struct {
	ID   string `json:"id"`
	Set  string `json:"set"`  // "ecbplus" or "muc"
	Part string `json:"part"` // "train" or "dev"
	// Question is the same for all pairs of places that answer one question;
	// "" for pairs of places that answer two.
	Question string          `json:"question,omitempty"`
	A        AccountPlace    `json:"a"`
	B        AccountPlace    `json:"b"`
	About    string          `json:"about"`
	Relation AccountRelation `json:"relation"`
	// Kind says in what way the two are compatible, or agree without being the
	// same: bound, changed, part, rounded, coarser, unit.
	Kind string `json:"kind,omitempty"`
	Note string `json:"note,omitempty"`
}

// An AccountPlace is words of a text of ReadECBPlus or ReadMUC. Also are other
// places of that text that say the same.
type AccountPlace struct {
	Doc   string        `json:"doc"`
	Begin int           `json:"begin"` // byte offsets, half-open
	End   int           `json:"end"`
	Also  []AccountSpan `json:"also,omitempty"`
}

// An AccountSpan is a half-open range of byte offsets.
type AccountSpan struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

// Spans are the places of the text that say it, the first one first.
func (p AccountPlace) Spans() []nlp.Span {
	spans := []nlp.Span{{Begin: p.Begin, End: p.End}}
	for _, s := range p.Also {
		spans = append(spans, nlp.Span(s))
	}
	return spans
}

// AccountRelation says how two places stand to each other.
type AccountRelation string

// Relations of two places. Compatible places say different things that can
// both hold; unrelated ones answer two questions.
const (
	Agree      AccountRelation = "agree"
	Differ     AccountRelation = "differ"
	Compatible AccountRelation = "compatible"
	Unrelated  AccountRelation = "unrelated"
)

// aboutNumber says of each thing that a place can be about whether it is a
// number; dates, times of day and places are not.
var aboutNumber = map[string]bool{
	"dead": true, "wounded": true, "arrested": true, "hostages": true, "victims-other": true, "people": true,
	"count": true, "amount": true, "measure": true, "age": true, "magnitude": true, "duration": true, "score": true,
	"date": false, "time": false, "place": false,
}

// Number reports whether the pair is about numbers, not about dates, times of
// day or places.
func (p *AccountPair) Number() bool { return aboutNumber[p.About] }

// An AccountText says which text the offsets of the set count in.
type AccountText struct {
	Doc    string `json:"doc"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"` // of the Text, in hexadecimal
}

// Accounts returns the labelled pairs, in order of their IDs, and the texts
// that they stand in.
func Accounts() ([]AccountPair, []AccountText, error) {
	names, err := fs.Glob(accountsGold, "gold/accounts/*-*.jsonl")
	if err != nil {
		return nil, nil, err
	}
	var pairs []AccountPair
	for _, name := range names {
		data, err := accountsGold.ReadFile(name)
		if err != nil {
			return nil, nil, err
		}
		some, err := strictLines[AccountPair](data)
		if err != nil {
			return nil, nil, fmt.Errorf("read %s: %w", path.Base(name), err)
		}
		pairs = append(pairs, some...)
	}
	data, err := accountsGold.ReadFile("gold/accounts/documents.jsonl")
	if err != nil {
		return nil, nil, err
	}
	texts, err := strictLines[AccountText](data)
	if err != nil {
		return nil, nil, fmt.Errorf("read documents.jsonl: %w", err)
	}
	return pairs, texts, nil
}

// ReadAccountTexts reads, from the data folder, every text that the set stands
// in, by its name. A text that is not the one that was labelled is an error.
func ReadAccountTexts(data string, want []AccountText) (map[string]string, error) {
	texts := map[string]string{}
	for _, split := range []string{"train", "dev"} {
		list, err := ReadECBPlus(filepath.Join(data, "ecbplus"), split)
		if err != nil {
			return nil, err
		}
		for _, t := range list {
			texts[t.Name] = t.Text
		}
	}
	reports, err := ReadMUC(filepath.Join(data, "muc"))
	if err != nil {
		return nil, err
	}
	for _, r := range reports {
		texts[r.ID] = r.Text
	}
	out := map[string]string{}
	for _, w := range want {
		text, ok := texts[w.Doc]
		sum := sha256.Sum256([]byte(text))
		if !ok || hex.EncodeToString(sum[:]) != w.SHA256 {
			return nil, fmt.Errorf("the text %s is not there as it was labelled: %d bytes, not %d", w.Doc, len(text), w.Bytes)
		}
		out[w.Doc] = text
	}
	return out, nil
}

// strictLines decodes JSON Lines; a field that T has not is an error.
func strictLines[T any](data []byte) ([]T, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	var rows []T
	for {
		var row T
		if err := d.Decode(&row); errors.Is(err, io.EOF) {
			return rows, nil
		} else if err != nil {
			return nil, fmt.Errorf("line %d: %w", len(rows)+1, err)
		}
		rows = append(rows, row)
	}
}

// An AccountClaim is what a system says of two places of two texts: that they
// differ, or that they agree. Compatible is not counted.
type AccountClaim struct {
	A, B     AccountAt
	Relation AccountRelation
}

// An AccountAt is a place of a text.
type AccountAt struct {
	Doc  string
	Span nlp.Span
}

// AccountScore counts what was said of pairs. Recall is over labelled pairs,
// precision over what was said.
type AccountScore struct {
	Found, Gold   int // labelled pairs, and those of them that something said hits
	Right, Judged int // what was said of places of the set, and what of that is so labelled
	// Questions are those with such a pair, and QuestionsFound those of which
	// one pair at least was found: a question that many texts answer weighs no
	// more here than one that two do.
	QuestionsFound, Questions int
}

// Recall is in percent.
func (s AccountScore) Recall() float64 { return percent(s.Found, s.Gold) }

// Precision is in percent.
func (s AccountScore) Precision() float64 { return percent(s.Right, s.Judged) }

// QuestionRecall is in percent.
func (s AccountScore) QuestionRecall() float64 { return percent(s.QuestionsFound, s.Questions) }

// AccountScores are the scores of what a system said, apart for numbers and for
// dates, times and places.
type AccountScores struct {
	NumberConflicts, OtherConflicts   AccountScore
	NumberAgreements, OtherAgreements AccountScore
	// Unjudged is how much was said with an end at no place of the set, which
	// nobody labelled; it counts neither for nor against.
	Unjudged int
}

// ScoreAccounts compares what was said with the labels of one part ("train" or
// "dev"; "" for both). What is said of texts outside the part is left out.
//
// A claim hits a pair if its two ends overlap the pair's two places, in either
// order. It is right if it hits a pair with its relation. It is wrong if it
// hits only pairs with another relation, or none though both ends stand at
// places of the set: any two places of the set in different texts that answer
// one question are a pair, so those answer two.
func ScoreAccounts(pairs []AccountPair, said []AccountClaim, part string) AccountScores {
	set := newAccountSet(pairs, part)
	var s AccountScores
	found := map[int]bool{}
	for _, claim := range said {
		a, b := set.at(claim.A), set.at(claim.B)
		if !set.texts[claim.A.Doc] || !set.texts[claim.B.Doc] || claim.A.Doc == claim.B.Doc {
			continue
		}
		if len(a) == 0 || len(b) == 0 {
			s.Unjudged++
			continue
		}
		var hits, right []int
		for _, x := range a {
			for _, y := range b {
				i, ok := set.pair[[2]int{min(x, y), max(x, y)}]
				if !ok {
					continue
				}
				hits = append(hits, i)
				if pairs[i].Relation == claim.Relation {
					right = append(right, i)
				}
			}
		}
		number := false
		switch {
		case len(right) > 0:
			for _, i := range right {
				found[i] = true
				number = number || pairs[i].Number()
			}
		case len(hits) > 0:
			for _, i := range hits {
				number = number || pairs[i].Number()
			}
		default:
			for _, x := range append(a, b...) {
				number = number || aboutNumber[set.about[x]]
			}
		}
		score := s.of(claim.Relation, number)
		if score == nil {
			continue
		}
		score.Judged++
		if len(right) > 0 {
			score.Right++
		}
	}
	type question struct {
		relation AccountRelation
		number   bool
		name     string
	}
	questions := map[question]bool{}
	for i := range pairs {
		p := &pairs[i]
		score := s.of(p.Relation, p.Number())
		if score == nil || part != "" && p.Part != part {
			continue
		}
		score.Gold++
		if found[i] {
			score.Found++
		}
		q := question{p.Relation, p.Number(), p.Question}
		questions[q] = questions[q] || found[i]
	}
	for q, ok := range questions {
		score := s.of(q.relation, q.number)
		score.Questions++
		if ok {
			score.QuestionsFound++
		}
	}
	return s
}

// of is the score for a relation, nil where none is kept.
func (s *AccountScores) of(r AccountRelation, number bool) *AccountScore {
	switch {
	case r == Differ && number:
		return &s.NumberConflicts
	case r == Differ:
		return &s.OtherConflicts
	case r == Agree && number:
		return &s.NumberAgreements
	case r == Agree:
		return &s.OtherAgreements
	}
	return nil
}

// An accountSet finds pairs by their places.
type accountSet struct {
	texts map[string]bool
	spans map[string][]placeAt // by text
	about []string             // of each place
	pair  map[[2]int]int       // two places, the lesser first, to the index of their pair
}

type placeAt struct {
	span  nlp.Span
	place int
}

func newAccountSet(pairs []AccountPair, part string) *accountSet {
	s := &accountSet{texts: map[string]bool{}, spans: map[string][]placeAt{}, pair: map[[2]int]int{}}
	type key struct {
		doc        string
		begin, end int
		about      string
	}
	known := map[key]int{}
	place := func(p AccountPlace, about string) int {
		k := key{p.Doc, p.Begin, p.End, about}
		n, ok := known[k]
		if !ok {
			n = len(s.about)
			known[k] = n
			s.about = append(s.about, about)
			s.texts[p.Doc] = true
			for _, span := range p.Spans() {
				s.spans[p.Doc] = append(s.spans[p.Doc], placeAt{span, n})
			}
		}
		return n
	}
	for i, p := range pairs {
		if part != "" && p.Part != part {
			continue
		}
		a, b := place(p.A, p.About), place(p.B, p.About)
		s.pair[[2]int{min(a, b), max(a, b)}] = i
	}
	return s
}

// at lists the places that a span of a text overlaps.
func (s *accountSet) at(p AccountAt) []int {
	var out []int
	for _, x := range s.spans[p.Doc] {
		if x.span.Overlaps(p.Span) && (len(out) == 0 || out[len(out)-1] != x.place) {
			out = append(out, x.place)
		}
	}
	return out
}

// accountPart is the part that a text belongs to, by its name.
func accountPart(doc string) string {
	if strings.HasPrefix(doc, "DEV-") {
		return "train"
	}
	if topic, _, _, ok := ecbName(doc); ok {
		if slices.Contains(devTopics, topic) {
			return "dev"
		}
		return "train"
	}
	return "dev" // the two test sets of MUC
}
