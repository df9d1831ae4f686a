package eval

import (
	"io/fs"
	"testing"

	"github.com/stemma/stemma/nlp"
)

// frozenAccounts is the digest of the labelled pairs. They were labelled by
// reading, before anything was built that finds such pairs, so that they stay a
// test of it. A change needs a page in doc/decisions that says why.
const frozenAccounts = "613022d918e1256978ee9d400e75ff89c341980f8b13f1f8584875dc67b5c180"

func TestAccountsAreFrozen(t *testing.T) {
	gold, err := fs.Sub(accountsGold, "gold/accounts")
	if err != nil {
		t.Fatal(err)
	}
	got, err := digest(gold)
	if err != nil {
		t.Fatal(err)
	}
	if got != frozenAccounts {
		t.Errorf("gold/accounts has changed: its digest is %s, not %s; say why on a page in doc/decisions and put the new digest here", got, frozenAccounts)
	}
}

func TestAccountsAreWhole(t *testing.T) {
	pairs, texts, err := Accounts()
	if err != nil {
		t.Fatal(err)
	}
	size := map[string]int{}
	for _, text := range texts {
		if size[text.Doc] != 0 || text.Bytes == 0 || len(text.SHA256) != 64 {
			t.Errorf("text %+v", text)
		}
		size[text.Doc] = text.Bytes
	}
	ids, ends := map[string]bool{}, map[[2]AccountAt]string{}
	dev, conflicts := 0, 0
	for i := range pairs {
		p := &pairs[i]
		if ids[p.ID] {
			t.Errorf("%s is there twice", p.ID)
		}
		ids[p.ID] = true
		if p.Part == "dev" {
			dev++
		}
		if p.Relation == Differ && p.Number() {
			conflicts++
		}
		if _, ok := aboutNumber[p.About]; !ok {
			t.Errorf("%s is about %q", p.ID, p.About)
		}
		switch p.Relation {
		case Agree, Differ, Compatible:
			if p.Question == "" {
				t.Errorf("%s answers no question", p.ID)
			}
		case Unrelated:
			if p.Kind != "" {
				t.Errorf("%s is unrelated in a certain way", p.ID)
			}
		default:
			t.Errorf("%s has the relation %q", p.ID, p.Relation)
		}
		if p.A.Doc == p.B.Doc {
			t.Errorf("%s stands in one text", p.ID)
		}
		var pair [2]AccountAt
		for k, place := range []AccountPlace{p.A, p.B} {
			if accountPart(place.Doc) != p.Part {
				t.Errorf("%s: %s is not of the part %s", p.ID, place.Doc, p.Part)
			}
			for _, s := range place.Spans() {
				if s.Begin < 0 || s.Begin >= s.End || s.End > size[place.Doc] {
					t.Errorf("%s: %s has no place %+v", p.ID, place.Doc, s)
				}
			}
			pair[k] = AccountAt{place.Doc, nlp.Span{Begin: place.Begin, End: place.End}}
		}
		if other := ends[pair]; other != "" {
			t.Errorf("%s has the places of %s", p.ID, other)
		}
		ends[pair], ends[[2]AccountAt{pair[1], pair[0]}] = p.ID, p.ID
	}
	if len(pairs) < 300 || dev < len(pairs)*2/5 || conflicts < 100 {
		t.Errorf("%d pairs, %d of them dev, %d number conflicts", len(pairs), dev, conflicts)
	}
}

func TestScoreAccounts(t *testing.T) {
	place := func(doc string, begin int, also ...int) AccountPlace {
		p := AccountPlace{Doc: doc, Begin: begin, End: begin + 5}
		for _, b := range also {
			p.Also = append(p.Also, AccountSpan{b, b + 5})
		}
		return p
	}
	pair := func(question string, a, b AccountPlace, about string, r AccountRelation) AccountPair {
		return AccountPair{Part: "dev", Question: question, A: a, B: b, About: about, Relation: r}
	}
	// One fire in four texts: the dead of text a, b, c and d, the hurt of a and
	// b, its day in a and b.
	deadA, deadB, deadC, deadD := place("a", 0, 50), place("b", 0), place("c", 0), place("d", 0)
	hurtA, hurtB := place("a", 10), place("b", 10)
	dayA, dayB := place("a", 20), place("b", 20)
	pairs := []AccountPair{
		pair("dead", deadA, deadB, "dead", Differ),
		pair("dead", deadA, deadC, "dead", Differ),
		pair("dead", deadB, deadC, "dead", Agree),
		pair("dead", deadA, deadD, "dead", Compatible),
		pair("hurt", hurtA, hurtB, "wounded", Differ),
		pair("day", dayA, dayB, "date", Differ),
		{Part: "train", Question: "other", A: place("x", 0), B: place("y", 0), About: "dead", Relation: Differ},
	}
	at := func(doc string, begin, end int) AccountAt { return AccountAt{doc, nlp.Span{Begin: begin, End: end}} }
	differ := func(a, b AccountAt) AccountClaim { return AccountClaim{a, b, Differ} }
	said := []AccountClaim{
		differ(at("b", 2, 9), at("a", 52, 53)),                  // right, the other way round and at another place of a
		differ(at("b", 0, 5), at("a", 0, 5)),                    // right again: precision counts it, recall does not
		differ(at("b", 0, 5), at("c", 0, 5)),                    // wrong: they agree
		differ(at("a", 0, 5), at("d", 0, 5)),                    // wrong: both can hold
		differ(at("a", 0, 5), at("b", 10, 15)),                  // wrong: dead against hurt, no pair
		differ(at("a", 0, 5), at("b", 40, 45)),                  // nobody labelled that place
		differ(at("a", 0, 5), at("a", 10, 15)),                  // one text
		differ(at("a", 0, 5), at("z", 0, 5)),                    // no text of the set
		differ(at("x", 0, 5), at("y", 0, 5)),                    // another part
		differ(at("a", 20, 25), at("b", 20, 25)),                // right, of dates
		{at("b", 0, 5), at("c", 0, 5), Agree},                   // right
		{at("a", 10, 15), at("b", 10, 15), Agree},               // wrong
		{at("a", 0, 5), at("d", 0, 5), Compatible},              // not counted
		{at("a", 10, 15), at("b", 20, 25), AccountRelation("")}, // not counted
	}
	got := ScoreAccounts(pairs, said, "dev")
	want := AccountScores{
		NumberConflicts:  AccountScore{Found: 1, Gold: 3, Right: 2, Judged: 5, QuestionsFound: 1, Questions: 2},
		OtherConflicts:   AccountScore{Found: 1, Gold: 1, Right: 1, Judged: 1, QuestionsFound: 1, Questions: 1},
		NumberAgreements: AccountScore{Found: 1, Gold: 1, Right: 1, Judged: 2, QuestionsFound: 1, Questions: 1},
		Unjudged:         1,
	}
	if got != want {
		t.Errorf("scores\n%+v, want\n%+v", got, want)
	}
	if p, r := got.NumberConflicts.Precision(), got.NumberConflicts.Recall(); p != 40 || r < 33 || r > 34 {
		t.Errorf("precision %v, recall %v", p, r)
	}
	if both := ScoreAccounts(pairs, said, ""); both.NumberConflicts.Gold != 4 || both.NumberConflicts.Found != 2 {
		t.Errorf("both parts: %+v", both.NumberConflicts)
	}
}
