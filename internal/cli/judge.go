package cli

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/engine"
	"github.com/stemma/stemma/internal/export/jsonl"
	"github.com/stemma/stemma/nlp"
)

type judgeOptions struct {
	why, by              string
	source, cue, content string // for correct
	json                 bool
}

func newJudge(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "judge",
		Short: "accept, reject or correct what was read; say who is who; rate",
		Long: `Say what you think of a statement, whether two documents descend from one
another, who is who, whether two statements answer one question, or how
reliable a source and how credible a claim is; or take it back. A judgement
needs a reason and a name and goes to the end of the log, which only ever
grows. It holds on to the words, so it survives a new reading and new versions
of the document. Where two contradict one another the later stands.`,
		Example: `  stemma judge accept s1a2b3c4d --why "on tape" --by "M. Rey"
  stemma judge correct s1a2b3c4d --source "Holt" --why "not Orel" --by "M. Rey"
  stemma judge retract j5e6f7a8b --why "wrong tape" --by "M. Rey"`,
		Annotations: map[string]string{"exits": exits},
		SuggestFor:  []string{"undo", "retract", "accept", "reject", "correct", "rate"},
		Args:        cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			const kinds = "accept, reject, correct, derived, independent, same, different, same-claim, other-claim, rate or retract"
			err := fmt.Errorf("judge needs %s", kinds)
			if len(args) > 0 {
				err = fmt.Errorf("there is no judgement %q; it is %s", args[0], kinds)
			}
			return &usageError{err, "stemma judge --help"}
		},
	}
	cmd.AddCommand(
		newVerdict(a, stemma.Accept, "accept STATEMENT", "say that a statement was read right", `Say that a statement was read right: these words, on this source's word. It does
not say that what the source says is true.`),
		newVerdict(a, stemma.Reject, "reject STATEMENT", "say that a statement was read wrong", `Say that a statement was read wrong: nobody says this in the text, or somebody
else does. To say what is right, use stemma judge correct.`),
		newVerdict(a, stemma.Correct, "correct STATEMENT", "say what a statement should be", `Say what a statement should be: another source, another cue, other words. They
are given as they stand in the document and looked for near the statement; what
is not given stays as it was read. Parts of a broken quote are joined by " … ".`),
		newTie(a, stemma.Derived, "derived A B", "say that two documents descend from one another", `Say that one of two documents took from the other, or both from a third, where
the tool does not see it: they then count as one origin. It holds for all
versions of the two.`),
		newTie(a, stemma.Independent, "independent A B", "say that two documents do not descend from one another", `Say that neither of two documents took from the other: what ties them in the
case is taken out, and they count as two origins. Where a third text is tied to
both, the weaker of its ties is cut, and it says which. How other claims count
may change by it. It holds for all versions of the two.`),
		newIdentity(a, stemma.SameAs, "say that two entities are one", `Say that two entities are one. They are joined, whatever their names, and stay
joined when the case is read again. stemma judge retract parts them again.`),
		newIdentity(a, stemma.Different, "say that two are not one", `Say that two are not one. Two entities are then never joined. Of one entity, two
names can be given, or two mentions by the beginning of their ids, which are in
mentions.jsonl. What joined the two most weakly is cut, also where a chain of
others joined them. stemma judge retract undoes it.`),
		newMeeting(a, stemma.SameClaim, "say that two statements answer one question", `Say that two statements answer one question: their claims are joined. stemma
judge retract parts them again.`),
		newMeeting(a, stemma.OtherClaim, "say that two statements answer different questions", `Say that two statements do not answer one question, such as how many were hurt
in one night and in another: they are never members of one claim. What joined
the two most weakly is cut, also where a chain of others joined them. stemma
judge retract undoes it.`),
		newRate(a),
		newVerdict(a, stemma.Retract, "retract JUDGEMENT", "take a judgement back", `Take a judgement back: the one of this id, as stemma log lists it, or the last
that stands, if JUDGEMENT is the word last. Both stay in the log. A retraction
can be retracted.`),
	)
	return cmd
}

func newVerdict(a *app, kind stemma.JudgementKind, use, about, long string) *cobra.Command {
	o := &judgeOptions{}
	_, object, _ := strings.Cut(use, " ")
	example := fmt.Sprintf("  stemma judge %s s1a2b3c4d --why \"heard the tape\" --by \"M. Rey\"\n"+
		"  STEMMA_BY=\"M. Rey\" stemma judge %s s1a2b3c4d --why \"heard the tape\"", kind, kind)
	if kind == stemma.Retract {
		example = "  stemma judge retract j5e6f7a8b --why \"wrong tape\" --by \"M. Rey\"\n" +
			"  STEMMA_BY=\"M. Rey\" stemma judge retract last --why \"wrong tape\""
	}
	if kind == stemma.Correct {
		example = `  stemma judge correct s1a2b3c4d --source "Holt" --why "not Orel" --by "M. Rey"
  stemma judge correct s1a2b3c4d --content "five were held" --cue "said" \
      --why "the rest is the paper's" --by "M. Rey"`
	}
	cmd := &cobra.Command{
		Use: use + " [flags]", Short: about, Long: long, Example: example,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(1, 1, "one "+object),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.named(); err != nil {
				return err
			}
			if kind == stemma.Correct && o.source == "" && o.cue == "" && o.content == "" {
				return &usageError{fmt.Errorf("a correction needs what should be there instead"), "--source, --cue or --content WORDS"}
			}
			return a.change(cmd.Context(), func(ctx context.Context, store stemma.Store) error {
				return a.judge(ctx, store, kind, args[0], o)
			})
		},
	}
	o.flags(cmd)
	f := cmd.Flags()
	if kind == stemma.Correct {
		f.StringVar(&o.source, "source", "", "the `WORDS` that name who says it")
		f.StringVar(&o.cue, "cue", "", "the `WORDS` that say that he says it")
		f.StringVar(&o.content, "content", "", "the `WORDS` that are said")
	}
	return cmd
}

// newTie is the command by which a person says of two documents whether they
// descend from one another.
func newTie(a *app, kind stemma.JudgementKind, use, about, long string) *cobra.Command {
	o := &judgeOptions{}
	cmd := &cobra.Command{
		Use: use + " [flags]", Short: about, Long: long,
		Example:     fmt.Sprintf("  stemma judge %s a.html b.html --why \"she told me\" --by \"M. Rey\"", kind),
		Annotations: map[string]string{"exits": exits},
		Args:        takes(2, 2, "two documents"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.named(); err != nil {
				return err
			}
			return a.change(cmd.Context(), func(ctx context.Context, store stemma.Store) error {
				j := &stemma.Judgement{Kind: kind, By: o.by, Why: o.why, At: time.Now().UTC().Truncate(time.Microsecond)}
				for _, word := range args {
					d, err := findDocument(ctx, store, word)
					if err != nil {
						return err
					}
					j.About = append(j.About, stemma.DocumentAnchor(d))
				}
				if j.About[0].Doc == j.About[1].Doc {
					return &usageError{fmt.Errorf("both are the document %s", j.About[0].Path), "name two documents"}
				}
				j.Statement = j.About[0].Doc
				return a.append(ctx, store, j, nil, nil, o.json)
			})
		},
	}
	o.flags(cmd)
	return cmd
}

func (a *app) judge(ctx context.Context, store stemma.Store, kind stemma.JudgementKind, word string, o *judgeOptions) error {
	var s *stemma.Statement
	var d *stemma.Document
	j := &stemma.Judgement{Kind: kind, By: o.by, Why: o.why, At: time.Now().UTC().Truncate(time.Microsecond)}
	if kind == stemma.Retract {
		of, err := findRetractable(ctx, store, word)
		if err != nil {
			return err
		}
		j.Retracts = of.ID
	} else {
		var err error
		if s, d, err = findStatement(ctx, store, word); err != nil {
			return err
		}
		j.Statement = s.ID
		j.About = []stemma.Anchor{stemma.StatementAnchor(d, s)}
		if kind == stemma.Correct {
			should, err := stemma.CorrectedAnchor(d, s, o.content, o.source, o.cue)
			if err != nil {
				return err
			}
			j.About = append(j.About, should)
		}
	}
	return a.append(ctx, store, j, d, s, o.json)
}

// flags are those of every judgement.
func (o *judgeOptions) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.why, "why", "", "the reason, in `WORDS`")
	f.StringVar(&o.by, "by", "", "the `NAME` of who judges; STEMMA_BY if not given")
	f.BoolVar(&o.json, "json", false, "print the record, as in judgements.jsonl")
}

// named takes who judges from the environment, if it is not given, and looks
// whether there is a reason.
func (o *judgeOptions) named() error {
	if o.by == "" {
		o.by = os.Getenv("STEMMA_BY")
	}
	if strings.TrimSpace(o.why) == "" {
		return &usageError{fmt.Errorf("a judgement needs a reason"), `--why "what makes you sure"`}
	}
	if strings.TrimSpace(o.by) == "" {
		return &usageError{fmt.Errorf("a judgement needs the name of who judges"), `--by "your name", or set STEMMA_BY`}
	}
	return nil
}

// append adds a judgement to the log and prints it; s of d is the statement
// that it is on, if it is on one.
func (a *app) append(ctx context.Context, store stemma.Store, j *stemma.Judgement, d *stemma.Document, s *stemma.Statement, asJSON bool) error {
	j.ID = stemma.JudgementID(j)
	before, err := witnessesOf(ctx, store, j)
	if err != nil {
		return err
	}
	had, err := claimsOn(ctx, store, j)
	if err != nil {
		return err
	}
	if err := store.Append(ctx, j); err != nil {
		return fmt.Errorf("add to the log: %w", err)
	}
	// What persons think of a source or a claim is no part of what is computed.
	if j.Kind != stemma.Rate {
		e, err := a.engine(store)
		if err != nil {
			return err
		}
		if err := e.Reckon(ctx); err != nil {
			return err
		}
		if err := a.overruled(ctx, store, j); err != nil {
			return err
		}
		if err := a.consequences(ctx, store, j, before); err != nil {
			return err
		}
	}
	if asJSON {
		return jsonl.NewEncoder(a.out).Encode(jsonl.NewJudgement(j))
	}
	a.judgementRow(j, false, "", d, s)
	a.say("%*s%s", 11, "", a.dim("to take it back: stemma judge retract "+short(j.ID)+" --why WORDS"))
	if err := a.becameOf(ctx, store, had); err != nil {
		return err
	}
	return a.replaced(ctx, store, j)
}

// claimsOn are the claims of the statement that a judgement says to be read wrong.
func claimsOn(ctx context.Context, view stemma.View, j *stemma.Judgement) (had []*stemma.Claim, err error) {
	if j.Kind != stemma.Reject || j.Statement == "" {
		return nil, nil
	}
	for c, err := range view.Claims(ctx, stemma.ClaimFilter{Statement: j.Statement}) {
		if err != nil {
			return nil, fmt.Errorf("list claims of %s: %w", j.Statement, err)
		}
		had = append(had, c)
	}
	return had, nil
}

// witnessesOf is by claim who stands behind what, where the judgement is on documents:
// it may change for claims that have nothing to do with the two but that others
// were counted with them. Nil for other judgements.
func witnessesOf(ctx context.Context, view stemma.View, j *stemma.Judgement) (map[stemma.ID][sha256.Size]byte, error) {
	if !j.Kind.OfDocuments() {
		return nil, nil
	}
	of := map[stemma.ID][]*stemma.Assessment{}
	for x, err := range view.Assessments(ctx, stemma.AssessmentFilter{}) {
		if err != nil {
			return nil, fmt.Errorf("list assessments: %w", err)
		}
		x.Run = ""
		of[x.Claim] = append(of[x.Claim], x)
	}
	out := make(map[stemma.ID][sha256.Size]byte, len(of))
	for id, list := range of {
		b, err := json.Marshal(list)
		if err != nil {
			return nil, err
		}
		out[id] = sha256.Sum256(b)
	}
	return out, nil
}

// consequences says what a judgement on two documents changes beside what it says.
func (a *app) consequences(ctx context.Context, view stemma.View, j *stemma.Judgement, before map[stemma.ID][sha256.Size]byte) error {
	if !j.Kind.OfDocuments() {
		return nil
	}
	after, err := witnessesOf(ctx, view, j)
	if err != nil {
		return err
	}
	others := 0
	for id, x := range after {
		if was, there := before[id]; !there || was != x {
			others++
		}
	}
	if others > 0 {
		a.note("of %s the witnesses are counted otherwise now; stemma claim shows on whom each stands", amount(others, "claim", "claims"))
	}
	if j.Kind != stemma.Independent {
		return nil
	}
	f, err := stemma.GrowForest(ctx, view)
	if err != nil {
		return err
	}
	docs, err := stemma.JudgedDocuments(ctx, view, j)
	if err != nil || len(docs) != 2 {
		return err
	}
	cuts := f.Between(docs[0], docs[1])
	if len(cuts) > 0 {
		a.note("%s", cutLine(f, cuts[0]))
	}
	if n := len(cuts) - 1; n > 0 {
		a.note("%s cut for the same reason; stemma origins lists them", amount(n, "more tie is", "more ties are"))
	}
	return nil
}

// overruled says how many judgements do not hold, as j or another cuts what they
// join; stemma log has each with the reason.
func (a *app) overruled(ctx context.Context, view stemma.View, j *stemma.Judgement) error {
	if !j.Kind.OnIdentity() && !j.Kind.OnClaims() && j.Kind != stemma.Retract {
		return nil
	}
	list, err := engine.Overruled(ctx, view)
	if err != nil {
		return err
	}
	switch len(list) {
	case 0:
	case 1:
		x := list[0]
		a.note("%s (%s, by %s) does not hold: %s; stemma log lists all, stemma judge retract takes one back",
			short(x.Judgement.ID), x.Judgement.Kind, line(x.Judgement.By), x.Reason())
	default:
		a.note("%d judgements do not hold, as others contradict them; stemma log marks each and says why, stemma judge retract takes one back", len(list))
	}
	return nil
}

// replaced says which judgements stood until j was made.
func (a *app) replaced(ctx context.Context, view stemma.View, j *stemma.Judgement) error {
	log, err := stemma.Log(ctx, view)
	if err != nil {
		return err
	}
	for _, old := range stemma.Replaces(log, j) {
		a.note("%s (%s, by %s) says otherwise; this one is later, so it stands", short(old.ID), decided(old), line(old.By))
	}
	return nil
}

// decided is what a judgement says, in the words of the command that makes it.
func decided(j *stemma.Judgement) string { return strings.TrimSpace(string(j.Kind) + " " + j.Rating) }

// newMeeting is a judgement on whether two statements answer one question.
func newMeeting(a *app, kind stemma.JudgementKind, about, long string) *cobra.Command {
	o := &judgeOptions{}
	cmd := &cobra.Command{
		Use: string(kind) + " STATEMENT STATEMENT [flags]", Short: about, Long: long,
		Example:     fmt.Sprintf("  stemma judge %s s1a2b3c4d s5e6f7a8b --why \"her diary\" --by \"M. Rey\"", kind),
		Annotations: map[string]string{"exits": exits},
		Args:        takes(2, 2, "two statements"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.named(); err != nil {
				return err
			}
			return a.change(cmd.Context(), func(ctx context.Context, store stemma.Store) error {
				j := &stemma.Judgement{Kind: kind, By: o.by, Why: o.why, At: time.Now().UTC().Truncate(time.Microsecond)}
				var of [2]stemma.ID
				for i, word := range args {
					s, d, err := findStatement(ctx, store, word)
					if err != nil {
						return err
					}
					of[i] = s.ID
					j.About = append(j.About, stemma.StatementAnchor(d, s))
				}
				if of[0] == of[1] {
					return &usageError{fmt.Errorf("both are the statement %s", of[0]), "name two statements"}
				}
				j.Statement = of[0]
				return a.append(ctx, store, j, nil, nil, o.json)
			})
		},
	}
	o.flags(cmd)
	return cmd
}

// newRate is the command by which a person says what he thinks of a source or a
// claim.
func newRate(a *app) *cobra.Command {
	o := &judgeOptions{}
	var reliability, credibility string
	cmd := &cobra.Command{
		Use: "rate ENTITY|CLAIM [flags]", Short: "say how reliable a source or how credible a claim is",
		Long: `Rate a source or a claim by the Admiralty code. It is your view, with your name
and reason, and is kept apart from all that is computed: no count and no order
in a list depends on it.

--reliability of a source (entity):     --credibility of a claim (or statement):
  A  completely reliable                  1  confirmed by other sources
  B  usually reliable                     2  probably true
  C  fairly reliable                      3  possibly true
  D  not usually reliable                 4  doubtful
  E  unreliable                           5  improbable
  F  reliability cannot be judged         6  truth cannot be judged`,
		Example: `  stemma judge rate "Ann Orel" --reliability B --why "met her" --by "M. Rey"
  stemma judge rate c1a2b3c4d --credibility 2 --why "on tape" --by "M. Rey"`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(1, 1, "one ENTITY or CLAIM"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.named(); err != nil {
				return err
			}
			rating := strings.ToUpper(reliability)
			switch {
			case (reliability == "") == (credibility == ""):
				return &usageError{fmt.Errorf("a rating is either of a source or of a claim"), "--reliability A to F, or --credibility 1 to 6"}
			case reliability != "":
				if err := oneOf("reliability", rating, "A", "B", "C", "D", "E", "F"); err != nil {
					return err
				}
			default:
				if err := oneOf("credibility", credibility, "1", "2", "3", "4", "5", "6"); err != nil {
					return err
				}
				rating = credibility
			}
			return a.change(cmd.Context(), func(ctx context.Context, store stemma.Store) error {
				return a.rate(ctx, store, args[0], rating, o)
			})
		},
	}
	o.flags(cmd)
	cmd.Flags().StringVar(&reliability, "reliability", "", "of a source, a `LETTER` from A to F")
	cmd.Flags().StringVar(&credibility, "credibility", "", "of a claim, a `NUMBER` from 1 to 6")
	return cmd
}

func (a *app) rate(ctx context.Context, store stemma.Store, word, rating string, o *judgeOptions) error {
	j := &stemma.Judgement{Kind: stemma.Rate, Rating: rating, By: o.by, Why: o.why, At: time.Now().UTC().Truncate(time.Microsecond)}
	if j.OfSource() {
		m, d, err := a.findSource(ctx, store, word, o.by)
		if err != nil {
			return err
		}
		j.Statement, j.About = m.ID, []stemma.Anchor{stemma.NewAnchor(d, []stemma.Span{m.Span})}
		return a.append(ctx, store, j, nil, nil, o.json)
	}
	s, d, err := a.findRated(ctx, store, word)
	if err != nil {
		return err
	}
	j.Statement, j.About = s.ID, []stemma.Anchor{stemma.StatementAnchor(d, s)}
	return a.append(ctx, store, j, d, s, o.json)
}

// findSource returns the mention by which a person rates the entity that word
// names: the one by which he rated it before, so that the later rating takes the
// place of the earlier, or else the one that findMention gives.
func (a *app) findSource(ctx context.Context, view stemma.View, word, by string) (*stemma.Mention, *stemma.Document, error) {
	found, d, err := a.findMention(ctx, view, word)
	if err != nil || found.Entity == "" {
		return found, d, err
	}
	rated := map[stemma.ID]bool{}
	log, err := stemma.Log(ctx, view)
	if err != nil {
		return nil, nil, err
	}
	for _, j := range log {
		if j.OfSource() && j.By == by {
			rated[j.Statement] = true
		}
	}
	for m, err := range view.EntityMentions(ctx, found.Entity) {
		if err != nil {
			return nil, nil, fmt.Errorf("list mentions of %s: %w", found.Entity, err)
		}
		if rated[m.ID] {
			d, err := view.Document(ctx, m.Doc)
			return m, d, err
		}
	}
	return found, d, nil
}

// findRated returns the statement by which a claim is rated: the one that word
// names or, of the claim that it names, the one that gives the claim its ID, which
// stays when others join it.
func (a *app) findRated(ctx context.Context, view stemma.View, word string) (*stemma.Statement, *stemma.Document, error) {
	if !strings.HasPrefix(word, "c") {
		return findStatement(ctx, view, word)
	}
	c, err := a.findClaim(ctx, view, word)
	if err != nil {
		return nil, nil, err
	}
	of := c.GistOf
	for _, m := range c.Members {
		if c.NamedBy(&m) {
			of = m.Statement
		}
	}
	return findStatement(ctx, view, string(of))
}

// newIdentity is a judgement on who is who.
func newIdentity(a *app, kind stemma.JudgementKind, about, long string) *cobra.Command {
	o := &judgeOptions{}
	cmd := &cobra.Command{
		Use: string(kind) + " ENTITY ENTITY [flags]", Short: about, Long: long,
		Example: fmt.Sprintf("  stemma judge %s e1a2b3c4d e5e6f7a8b --why \"met both\" --by \"M. Rey\"\n"+
			"  stemma judge %s \"Ann Orel\" \"A. Orel\" --why \"her letter\" --by \"M. Rey\"", kind, kind),
		Annotations: map[string]string{"exits": exits},
		Args:        takes(2, 2, "two entities, or two mentions"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.named(); err != nil {
				return err
			}
			return a.change(cmd.Context(), func(ctx context.Context, store stemma.Store) error {
				return a.identify(ctx, store, kind, args, o)
			})
		},
	}
	o.flags(cmd)
	return cmd
}

func (a *app) identify(ctx context.Context, store stemma.Store, kind stemma.JudgementKind, args []string, o *judgeOptions) error {
	j := &stemma.Judgement{Kind: kind, By: o.by, Why: o.why, At: time.Now().UTC().Truncate(time.Microsecond)}
	var about [2]*stemma.Mention
	for i, word := range args {
		m, d, err := a.findMention(ctx, store, word)
		if err != nil {
			return err
		}
		about[i] = m
		j.About = append(j.About, stemma.NewAnchor(d, []stemma.Span{m.Span}))
	}
	switch {
	case kind == stemma.SameAs && about[0].Entity == about[1].Entity:
		return &usageError{fmt.Errorf("%q and %q are one entity already", args[0], args[1]), "stemma entity " + short(about[0].Entity)}
	case about[0].ID == about[1].ID:
		return &usageError{fmt.Errorf("%q and %q lead to one and the same place", args[0], args[1]), "two of its names, or two mentions by their ids: stemma entity " + short(about[0].Entity) + " --json"}
	}
	if x, y := about[0].Type, about[1].Type; kind == stemma.SameAs && (x == nlp.Person && y == nlp.Place || x == nlp.Place && y == nlp.Person) {
		a.note("%q is read as a %s and %q as a %s; by your word they are one", args[0], strings.ToLower(string(x)), args[1], strings.ToLower(string(y)))
	}
	j.Statement = about[0].ID
	return a.append(ctx, store, j, nil, nil, o.json)
}

// findMention returns the mention that word names: the id of one, or the first
// mention of an entity by that name or, where an id is given, by any.
func (a *app) findMention(ctx context.Context, view stemma.View, word string) (*stemma.Mention, *stemma.Document, error) {
	if strings.HasPrefix(word, "m") && len(word) >= 6 && strings.Trim(word[1:], "0123456789abcdef") == "" {
		for d, err := range view.Documents(ctx, stemma.DocumentFilter{}) {
			if err != nil {
				return nil, nil, err
			}
			for m, err := range view.Mentions(ctx, d.ID) {
				if err != nil {
					return nil, nil, err
				}
				if strings.HasPrefix(string(m.ID), word) {
					doc, err := view.Document(ctx, d.ID)
					return m, doc, err
				}
			}
		}
	}
	e, err := a.findEntity(ctx, view, word)
	if err != nil {
		return nil, nil, err
	}
	var found *stemma.Mention
	best := -1
	docs := &texts{view: view}
	for m, err := range view.EntityMentions(ctx, e.ID) {
		if err != nil {
			return nil, nil, fmt.Errorf("list mentions of %s: %w", e.ID, err)
		}
		d, err := docs.document(ctx, m.Doc)
		if err != nil {
			return nil, nil, err
		}
		// By the very name first, then by any name.
		fits := 0
		if m.Form == nlp.Name {
			fits = 1
		}
		if strings.EqualFold(line(m.Span.In(d.Text)), line(word)) {
			fits = 2
		}
		if fits > best {
			found, best = m, fits
		}
		if best == 2 {
			break
		}
	}
	if found == nil {
		return nil, nil, &stemma.Error{Kind: stemma.NotFound, Err: fmt.Errorf("%s is mentioned nowhere", e.Name), Hint: "stemma read, which says anew who is who"}
	}
	d, err := view.Document(ctx, found.Doc)
	return found, d, err
}
