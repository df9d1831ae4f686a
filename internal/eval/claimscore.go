package eval

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/claim"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// measureClaims measures where accounts meet and where they conflict, on four
// sets. All figures are percentages:
//
//	accounts.P, accounts.R    number conflicts of the labelled pairs, dev: of what was said, what is one; of those, the ones found
//	accounts.agree.P, .R      the same for numbers that agree
//	events.pairs              ECB+ dev, pairwise F1 of words of one event over texts
//	events.alike              of pairs of words of one lemma over the two events of a topic, those kept apart
//	dossier.hard              of the hard conflicts of number, negation and status in the annotated articles, those found with both places and the kind
//	dossier.reported          of the conflicts reported there, those that the gold has in any kind
//	dossier.apparent          of the apparent conflicts, those not reported
//	dossier.interpretive      of the interpretive ones, those found in any kind; they are not asked for
//	invented.conflicts        of the planted conflicts, those found, with both sides and the kind
//	invented.agreements       of what is planted to agree or to be compatible, that which is no conflict of ours and has two members of one claim
//	invented.origins          of the sides of planted claims of which we have a member, those with as many witnesses
//	invented.reported         of the conflicts reported there, those whose two statements the gold has on two sides
func measureClaims(data string) ([]Score, error) {
	return Claims(context.Background(), data, io.Discard)
}

// Claims measures as measureClaims says and writes what is wrong to w.
func Claims(ctx context.Context, data string, w io.Writer) ([]Score, error) {
	var out []Score
	for _, part := range []func(context.Context, string, io.Writer) ([]Score, error){scoreAccounts, scoreHappenings, scoreDossierClaims, scoreInventedClaims} {
		some, err := part(ctx, data, w)
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	return out, nil
}

// collected puts readings into a collection.
func collected(readings []*stemma.Reading) (*claim.Collection, error) {
	if err := identified(readings); err != nil {
		return nil, err
	}
	c := claim.New(nil)
	for _, r := range readings {
		note, err := claim.ReadNote(r.Tellings)
		if err != nil {
			return nil, err
		}
		c.Add(claim.Document{Document: r.Document, Mentions: r.Mentions, Times: r.Times, Statements: r.Statements, Note: note})
	}
	return c, nil
}

// scoreAccounts groups the texts of the dev part and compares what is said of
// numbers with the labels.
func scoreAccounts(ctx context.Context, data string, w io.Writer) ([]Score, error) {
	pairs, _, err := Accounts()
	if err != nil {
		return nil, err
	}
	readings, err := readAccounts(ctx, data, "dev")
	if err != nil {
		return nil, err
	}
	c, err := collected(readings)
	if err != nil {
		return nil, err
	}
	said, err := numbersSaid(ctx, c, readings)
	if err != nil {
		return nil, err
	}
	s := ScoreAccounts(pairs, said, "dev")
	n, agree := s.NumberConflicts, s.NumberAgreements
	fmt.Fprintf(w, "accounts: %d of %d said are right, %d of %d found, %d of %d questions; %d with an end at no labelled place\n", n.Right, n.Judged, n.Found, n.Gold, n.QuestionsFound, n.Questions, s.Unjudged)
	return []Score{
		{"accounts.P", n.Precision(), 70}, {"accounts.R", n.Recall(), 70},
		{"accounts.agree.P", agree.Precision(), 0}, {"accounts.agree.R", agree.Recall(), 0},
	}, nil
}

// readAccounts reads the texts of a part, with those around them: of ECB+ all
// texts of its topics.
func readAccounts(ctx context.Context, data, part string) ([]*stemma.Reading, error) {
	_, want, err := Accounts()
	if err != nil {
		return nil, err
	}
	labelled, err := ReadAccountTexts(data, want)
	if err != nil {
		return nil, err
	}
	topics := map[int]bool{}
	for _, t := range want {
		if topic, _, _, ok := ecbName(t.Doc); ok && accountPart(t.Doc) == part {
			topics[topic] = true
		}
	}
	list, err := ReadECBPlus(filepath.Join(data, "ecbplus"), part)
	if err != nil {
		return nil, err
	}
	var texts []namedText
	for _, t := range list {
		if topic, _, _, _ := ecbName(t.Name); topics[topic] {
			texts = append(texts, namedText{t.Name, t.Text})
		}
	}
	for _, t := range want {
		if _, _, _, ecb := ecbName(t.Doc); !ecb && accountPart(t.Doc) == part {
			texts = append(texts, namedText{t.Doc, labelled[t.Doc]})
		}
	}
	return readPlain(ctx, texts)
}

// numbersSaid is what the claims of a collection say of the numbers of its texts.
func numbersSaid(ctx context.Context, c *claim.Collection, readings []*stemma.Reading) ([]AccountClaim, error) {
	path := map[stemma.ID]string{}
	for _, r := range readings {
		for _, s := range r.Statements {
			path[s.ID] = r.Document.Path
		}
	}
	claims, assessments, err := c.Group(ctx, nil)
	if err != nil {
		return nil, err
	}
	differ := map[stemma.ID]bool{}
	for _, a := range assessments {
		differ[a.Claim] = differ[a.Claim] || a.Disagreement == stemma.NumberDiffers
	}
	var said []AccountClaim
	for _, x := range claims {
		if x.Question != stemma.AskNumber {
			continue
		}
		for i, m := range x.Members {
			for _, n := range x.Members[:i] {
				relation := Compatible
				switch {
				case m.Value == n.Value:
					relation = Agree
				case differ[x.ID] && c.Conflict(m, n):
					relation = Differ
				}
				said = append(said, AccountClaim{AccountAt{path[m.Statement], m.ShownBy[0]}, AccountAt{path[n.Statement], n.ShownBy[0]}, relation})
			}
		}
	}
	return said, nil
}

// scoreHappenings groups the words of the dev topics of ECB+ by happening.
func scoreHappenings(ctx context.Context, data string, w io.Writer) ([]Score, error) {
	list, err := ReadECBPlus(filepath.Join(data, "ecbplus"), "dev")
	if err != nil {
		return nil, err
	}
	pipeline, err := en.New()
	if err != nil {
		return nil, err
	}
	key, err := HappeningKey(ctx, list)
	if err != nil {
		return nil, err
	}
	s := ScoreEvents(list, key, HeadLemmas(pipeline, list))
	fmt.Fprintf(w, "events: pairs P %.1f R %.1f, CoNLL %.1f, apart %.1f\n", precision(s.Pairs), recall(s.Pairs), s.Chains.CoNLL(), s.Apart.Percent())
	return []Score{{"events.pairs", s.Pairs.F1(), 42.7}, {"events.alike", s.Alike.Percent(), 90}}, nil
}

// HappeningKey groups the event mentions of texts as claims does.
func HappeningKey(ctx context.Context, list []ECBText) (EventKey, error) {
	c, err := collectedTexts(ctx, list)
	if err != nil {
		return nil, err
	}
	return happeningKey(c), nil
}

// collectedTexts reads texts of ECB+ and puts them into a collection.
func collectedTexts(ctx context.Context, list []ECBText) (*claim.Collection, error) {
	var texts []namedText
	for _, t := range list {
		texts = append(texts, namedText{t.Name, t.Text})
	}
	readings, err := readPlain(ctx, texts)
	if err != nil {
		return nil, err
	}
	return collected(readings)
}

func happeningKey(c *claim.Collection) EventKey {
	at := map[string][]claim.Happening{}
	for _, h := range c.Happenings() {
		at[h.Path] = append(at[h.Path], h)
	}
	return func(t *ECBText, n int) string {
		for _, h := range at[t.Name] {
			if h.Span.Overlaps(t.Events[n].Span) {
				return fmt.Sprint(h.Number)
			}
		}
		return ""
	}
}

// A reported conflict is two statements that are said to conflict.
type reported struct {
	kind   stemma.Disagreement
	why    string
	places [2][]nlp.Span
	docs   [2]string
	ids    [2]stemma.ID
}

// conflicts are those that a case reports.
func conflicts(ctx context.Context, view stemma.View) ([]reported, error) {
	var out []reported
	for a, err := range view.Assessments(ctx, stemma.AssessmentFilter{Conflicts: true}) {
		if err != nil {
			return nil, err
		}
		r := reported{kind: a.Disagreement, why: a.Explanation, ids: a.Between}
		for i, id := range a.Between {
			s, err := view.Statement(ctx, id)
			if err != nil {
				return nil, err
			}
			d, err := view.Document(ctx, s.Doc)
			if err != nil {
				return nil, err
			}
			r.places[i], r.docs[i] = s.Content, strings.TrimSuffix(filepath.Base(d.Path), filepath.Ext(d.Path))
		}
		out = append(out, r)
	}
	return out, nil
}

// kindsOf are the kinds of ours that a type of conflict of the annotated
// articles stands for.
var kindsOf = map[string][]stemma.Disagreement{
	"numeric":  {stemma.NumberDiffers},
	"negation": {stemma.PolarityDiffers, stemma.ScopeUnknown, stemma.AbsenceOfProof},
	"status":   {stemma.StatusDiffers},
}

// scoreDossierClaims reads the annotated articles into a case.
func scoreDossierClaims(ctx context.Context, data string, w io.Writer) ([]Score, error) {
	type end struct {
		Doc   string
		Begin int `json:"begin_utf8"`
		End   int `json:"end_utf8"`
	}
	type conflict struct {
		ID, Type, Degree string
		A, B             end
	}
	folder := filepath.Join(data, "dossier")
	gold, err := goldRows[conflict](filepath.Join(folder, "gold", "conflicts.jsonl"))
	if err != nil {
		return nil, err
	}
	view, done, err := readDossier(ctx, folder)
	if err != nil {
		return nil, err
	}
	defer done()
	ours, err := conflicts(ctx, view)
	if err != nil {
		return nil, err
	}
	at := func(e end, r *reported, i int) bool {
		return r.docs[i] == e.Doc && overlapping(r.places[i], nlp.Span{Begin: e.Begin, End: e.End})
	}
	hits := func(g *conflict, r *reported) bool {
		return at(g.A, r, 0) && at(g.B, r, 1) || at(g.A, r, 1) && at(g.B, r, 0)
	}
	score := scores{}
	for i := range gold {
		g := &gold[i]
		any, right := false, false
		for k := range ours {
			if hits(g, &ours[k]) {
				any = true
				right = right || slices.Contains(kindsOf[g.Type], ours[k].kind)
			}
		}
		switch {
		case g.Degree == "apparent":
			score.add("dossier.apparent", !any)
		case g.Degree == "hard" && kindsOf[g.Type] != nil:
			score.add("dossier.hard", right)
			if !right {
				fmt.Fprintf(w, "dossier: missed %s %s, found in another kind: %v\n", g.ID, g.Type, any)
			}
		default:
			score.add("dossier.interpretive", any)
		}
	}
	for k := range ours {
		hit := slices.ContainsFunc(gold, func(g conflict) bool { return g.Degree != "apparent" && hits(&g, &ours[k]) })
		score.add("dossier.reported", hit)
		fmt.Fprintf(w, "dossier: reported %s, in the gold: %v: %s\n", ours[k].kind, hit, ours[k].why)
	}
	bars := map[string]float64{"dossier.hard": 60, "dossier.reported": 50, "dossier.apparent": 100}
	out := score.percent()
	for i := range out {
		out[i].Bar = bars[out[i].Name]
	}
	return out, nil
}

func overlapping(spans []nlp.Span, s nlp.Span) bool { return slices.ContainsFunc(spans, s.Overlaps) }

// scoreInventedClaims reads the dossier of the repository into a case.
func scoreInventedClaims(ctx context.Context, _ string, w io.Writer) ([]Score, error) {
	folder := filepath.Join("testdata", "dossier")
	view, done, err := readDossier(ctx, folder)
	if err != nil {
		return nil, err
	}
	defer done()
	name, err := namedStatements(ctx, view, filepath.Join(folder, "gold", "statements.jsonl"))
	if err != nil {
		return nil, err
	}
	assessed, err := goldRows[struct {
		Claim        string
		Disagreement stemma.Disagreement
		Sides        []struct {
			Value     string
			Witnesses []struct {
				Origin      string
				Descendants []string
			}
		}
	}](filepath.Join(folder, "gold", "assessments.jsonl"))
	if err != nil {
		return nil, err
	}
	ours, err := conflicts(ctx, view)
	if err != nil {
		return nil, err
	}
	var all []*stemma.Assessment
	for a, err := range view.Assessments(ctx, stemma.AssessmentFilter{}) {
		if err != nil {
			return nil, err
		}
		all = append(all, a)
	}
	rows, err := goldRows[struct {
		ID      string
		Members []struct{ Statement, Value string }
	}](filepath.Join(folder, "gold", "claims.jsonl"))
	if err != nil {
		return nil, err
	}
	value := map[string]map[string]string{} // by claim, of each statement
	for _, r := range rows {
		value[r.ID] = map[string]string{}
		for _, m := range r.Members {
			value[r.ID][m.Statement] = m.Value
		}
	}
	score := scores{}
	onTwoSides := make([]bool, len(ours))
	for _, g := range assessed {
		// Two wordings of one remark, and two degrees of certainty of one, stand on
		// one side of the gold, with two values.
		manner := g.Disagreement == stemma.WordingDiffers || g.Disagreement == stemma.CertaintyDiffers
		side := map[string]int{} // of each statement, from 1
		for i, s := range g.Sides {
			for _, x := range s.Witnesses {
				side[x.Origin] = i + 1
				for _, d := range x.Descendants {
					side[d] = i + 1
				}
			}
		}
		found := false
		for k := range ours {
			one, two := name[ours[k].ids[0]], name[ours[k].ids[1]]
			a, b := side[one], side[two]
			if a > 0 && b > 0 && (a != b || manner && value[g.Claim][one] != value[g.Claim][two]) {
				onTwoSides[k] = onTwoSides[k] || g.Disagreement.Conflict() || g.Disagreement == stemma.Changed
				found = found || ours[k].kind == g.Disagreement
			}
		}
		together := false
		for _, a := range all {
			if a.Disagreement.Conflict() {
				continue
			}
			n := 0
			for _, s := range a.Sides {
				for _, x := range s.Witnesses {
					for _, id := range append([]stemma.ID{x.Origin}, x.Descendants...) {
						if side[name[id]] > 0 {
							n++
						}
					}
				}
			}
			together = together || n >= 2
		}
		if g.Disagreement.Conflict() {
			score.add("invented.conflicts", found)
			if !found {
				fmt.Fprintf(w, "invented: missed %s %s\n", g.Claim, g.Disagreement)
			}
		} else {
			score.add("invented.agreements", together)
		}
		for i, s := range g.Sides {
			// Our side is the one with most of its members; of several, that with fewest others.
			best, others, witnesses := 0, 0, 0
			for _, a := range all {
				for _, x := range a.Sides {
					n, not := 0, 0
					for _, y := range x.Witnesses {
						for _, id := range append([]stemma.ID{y.Origin}, y.Descendants...) {
							if side[name[id]] == i+1 {
								n++
							} else {
								not++
							}
						}
					}
					if n > best || n == best && n > 0 && not < others {
						best, others, witnesses = n, not, len(x.Witnesses)
					}
				}
			}
			if best > 0 {
				score.add("invented.origins", witnesses == len(s.Witnesses))
				if witnesses != len(s.Witnesses) {
					fmt.Fprintf(w, "invented: %s %q has %d origins, ours with %d of its statements and %d others has %d\n", g.Claim, s.Value, len(s.Witnesses), best, others, witnesses)
				}
			}
		}
	}
	for k := range ours {
		score.add("invented.reported", onTwoSides[k])
		fmt.Fprintf(w, "invented: reported %s of %q and %q, planted: %v: %s\n", ours[k].kind, name[ours[k].ids[0]], name[ours[k].ids[1]], onTwoSides[k], ours[k].why)
	}
	return score.percent(), nil
}

// namedStatements says which statement of the gold each of ours is: of the
// same document, with the longest content in common, half of both at least.
func namedStatements(ctx context.Context, view stemma.View, file string) (map[stemma.ID]string, error) {
	gold, err := goldRows[goldStatement](file)
	if err != nil {
		return nil, err
	}
	name := map[stemma.ID]string{}
	for d, err := range view.Documents(ctx, stemma.DocumentFilter{}) {
		if err != nil {
			return nil, err
		}
		doc, err := view.Document(ctx, d.ID)
		if err != nil {
			return nil, err
		}
		text := NewText(doc.Text)
		type placed struct {
			id      string
			content byteSet
			links   int
		}
		var theirs []placed
		for _, g := range gold {
			if g.Doc != doc.Path {
				continue
			}
			p := placed{g.ID, bytesOf(nil), len(g.Chain)}
			for _, c := range g.Content {
				if span, ok := text.Find(c); ok {
					p.content.add(span)
				}
			}
			theirs = append(theirs, p)
		}
		for s, err := range view.Statements(ctx, stemma.StatementFilter{Doc: d.ID}) {
			if err != nil {
				return nil, err
			}
			best := 0.5
			content := bytesOf(s.Content)
			for _, p := range theirs {
				if j := p.content.jaccard(content); j > best || j == best && p.links == len(s.Chain) {
					best, name[s.ID] = j, p.id
				}
			}
		}
	}
	return name, nil
}
