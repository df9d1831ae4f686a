package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/cores"
)

type claimRecord struct {
	GistOf    stemma.ID      `json:"gist_of"`
	GistSpans []span         `json:"gist_spans,omitempty"`
	Entities  []stemma.ID    `json:"entities,omitempty"`
	Members   []answerRecord `json:"members"`
	Run       stemma.ID      `json:"run"`
}

type answerRecord struct {
	Statement   stemma.ID `json:"statement"`
	Stance      string    `json:"stance,omitempty"`
	Value       string    `json:"value,omitempty"`
	ShownBy     []span    `json:"shown_by,omitempty"`
	Happened    string    `json:"happened,omitempty"`
	Place       stemma.ID `json:"place,omitempty"`
	TakenBackBy stemma.ID `json:"taken_back_by,omitempty"`
	Why         string    `json:"why,omitempty"`
}

type assessmentRecord struct {
	Explanation string       `json:"explanation,omitempty"`
	Reason      string       `json:"reason,omitempty"`
	Between     [2]stemma.ID `json:"between,omitzero"`
	Sides       []sideRecord `json:"sides,omitempty"`
	Sureness    int          `json:"sureness,omitempty"`
	Grounds     string       `json:"grounds,omitempty"`
	Run         stemma.ID    `json:"run"`
}

type sideRecord struct {
	Value     string          `json:"value,omitempty"`
	Stance    string          `json:"stance,omitempty"`
	Hedged    bool            `json:"hedged,omitempty"`
	Witnesses []witnessRecord `json:"witnesses,omitempty"`
}

type witnessRecord struct {
	Origin      stemma.ID   `json:"origin"`
	Root        stemma.ID   `json:"root,omitempty"`
	Descendants []stemma.ID `json:"descendants,omitempty"`
	Why         string      `json:"why,omitempty"`
	Interested  bool        `json:"interested,omitempty"`
	Support     string      `json:"support,omitempty"`
}

func packClaim(c *stemma.Claim) ([]byte, error) {
	return json.Marshal(claimRecord{
		GistOf: c.GistOf, GistSpans: spansOf(c.GistSpans), Entities: c.Entities, Run: c.Run,
		Members: each(c.Members, func(a stemma.Answer) answerRecord {
			return answerRecord{a.Statement, string(a.Stance), a.Value, spansOf(a.ShownBy), a.Happened, a.Place, a.TakenBackBy, a.Why}
		}),
	})
}

func packAssessment(a *stemma.Assessment) ([]byte, error) {
	return json.Marshal(assessmentRecord{
		Explanation: a.Explanation, Reason: a.Reason, Between: a.Between, Sureness: a.Sureness, Grounds: a.Grounds, Run: a.Run,
		Sides: each(a.Sides, func(s stemma.Side) sideRecord {
			return sideRecord{s.Value, string(s.Stance), s.Hedged, each(s.Witnesses, func(w stemma.Witness) witnessRecord {
				return witnessRecord{w.Origin, w.Root, w.Descendants, w.Why, w.Interested, string(w.Support)}
			})}
		}),
	})
}

const claimColumns = "c.id, c.question, c.gist, c.record"

func scanClaim(scan func(...any) error, c *stemma.Claim) error {
	var record []byte
	if err := scan(&c.ID, &c.Question, &c.Gist, &record); err != nil {
		return err
	}
	var r claimRecord
	if err := json.Unmarshal(record, &r); err != nil {
		return damagedRecord("claim", c.ID, err)
	}
	c.GistOf, c.GistSpans, c.Entities, c.Run = r.GistOf, spans(r.GistSpans), r.Entities, r.Run
	c.Members = each(r.Members, func(a answerRecord) stemma.Answer {
		return stemma.Answer{Statement: a.Statement, Stance: stemma.Stance(a.Stance), Value: a.Value, ShownBy: spans(a.ShownBy),
			Happened: a.Happened, Place: a.Place, TakenBackBy: a.TakenBackBy, Why: a.Why}
	})
	return nil
}

const assessmentColumns = "c.id, a.kind, a.record"

func scanAssessment(scan func(...any) error, a *stemma.Assessment) error {
	var record []byte
	if err := scan(&a.Claim, &a.Disagreement, &record); err != nil {
		return err
	}
	return unpackAssessment(record, a)
}

func unpackAssessment(record []byte, a *stemma.Assessment) error {
	var r assessmentRecord
	if err := json.Unmarshal(record, &r); err != nil {
		return damagedRecord("assessment", a.Claim, err)
	}
	a.Explanation, a.Reason, a.Between, a.Run = r.Explanation, r.Reason, r.Between, r.Run
	a.Sureness, a.Grounds = r.Sureness, r.Grounds
	a.Sides = each(r.Sides, func(s sideRecord) stemma.Side {
		return stemma.Side{Value: s.Value, Stance: stemma.Stance(s.Stance), Hedged: s.Hedged, Witnesses: each(s.Witnesses, func(w witnessRecord) stemma.Witness {
			return stemma.Witness{Origin: w.Origin, Root: w.Root, Descendants: w.Descendants, Why: w.Why, Interested: w.Interested, Support: stemma.Support(w.Support)}
		})}
	})
	return nil
}

// Claims lists claims; see stemma.View.
func (s *store) Claims(ctx context.Context, f stemma.ClaimFilter) iter.Seq2[*stemma.Claim, error] {
	var w where
	if f.Question != "" {
		w.add("c.question = ?", string(f.Question))
	}
	if f.Entity != "" {
		w.add(`c.key IN (SELECT claim FROM topic WHERE entity = ?
			UNION SELECT m.claim FROM voice v CROSS JOIN member m ON m.statement = v.statement WHERE v.entity = ?)`, f.Entity, f.Entity)
	}
	if f.Statement != "" {
		w.add("c.key IN (SELECT claim FROM member WHERE statement = (SELECT key FROM statement WHERE id = ?))", f.Statement)
	}
	if f.Doc != "" {
		w.add(`c.key IN (SELECT m.claim FROM document d CROSS JOIN statement s ON s.doc = d.key CROSS JOIN member m ON m.statement = s.key WHERE d.id = ?)`, f.Doc)
	}
	if f.About != "" {
		parse(f.About).restrict(&w, "c.key", "claim")
	}
	q, args := page("SELECT "+claimColumns+" FROM claim c"+w.String()+" ORDER BY c.witnesses DESC, c.gist, c.id", w.args, f.Limit, f.Offset)
	return stream(s, ctx, "list claims", always(q, args...), scanClaim)
}

// Claim returns a claim; see stemma.View.
func (s *store) Claim(ctx context.Context, id stemma.ID) (*stemma.Claim, error) {
	op := "look up claim " + string(id)
	c := new(stemma.Claim)
	err := s.look(ctx, op, func(l look) error {
		err := scanClaim(l.row("SELECT "+claimColumns+" FROM claim c WHERE c.id = ?", []any{id}), c)
		if errors.Is(err, sql.ErrNoRows) {
			err = scanClaim(l.row("SELECT "+claimColumns+` FROM retired r CROSS JOIN member m ON m.statement = r.statement
				CROSS JOIN claim c ON c.key = m.claim WHERE r.id = ? AND c.question = r.question ORDER BY c.id LIMIT 1`, []any{id}), c)
		}
		if errors.Is(err, sql.ErrNoRows) {
			return notFound(op, id)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

// Assessments lists assessments; see stemma.View.
func (s *store) Assessments(ctx context.Context, f stemma.AssessmentFilter) iter.Seq2[*stemma.Assessment, error] {
	var w where
	if f.Claim != "" {
		w.add("c.id = ?", f.Claim)
	}
	if f.Kind != "" {
		w.add("a.kind = ?", string(f.Kind))
	}
	if f.Conflicts {
		w.add("a.conflict")
	}
	if f.Entity != "" {
		w.add("c.key IN (SELECT claim FROM topic WHERE entity = ?)", f.Entity)
	}
	q, args := page("SELECT "+assessmentColumns+" FROM assessment a JOIN claim c ON c.key = a.claim"+w.String()+
		" ORDER BY a.conflict DESC, c.witnesses DESC, c.gist, c.id, a.n", w.args, f.Limit, f.Offset)
	return stream(s, ctx, "list assessments", always(q, args...), scanAssessment)
}

// Weighed is the run of the claims; see stemma.View.
func (s *store) Weighed(ctx context.Context) (stemma.ID, error) {
	return s.property(ctx, "weighed")
}

// Tellings are what a document left for the claims; see stemma.View.
func (s *store) Tellings(ctx context.Context, doc stemma.ID) (tellings []byte, err error) {
	op := "look up the tellings of " + string(doc)
	err = s.look(ctx, op, func(l look) error {
		err := l.one("SELECT n.body FROM document d LEFT JOIN tellings n ON n.doc = d.key WHERE d.id = ?", []any{doc}, &tellings)
		if errors.Is(err, sql.ErrNoRows) {
			return notFound(op, doc)
		}
		return err
	})
	return tellings, err
}

// An assessed claim is one with its assessments, ready to be kept.
type assessed struct {
	*stemma.Claim
	record      []byte
	assessments []packedAssessment
	witnesses   int
	digest      string
}

type packedAssessment struct {
	*stemma.Assessment
	record []byte
}

// assess packs the claims of a reckoning, in its order. It sees that nothing in
// it contradicts itself; whether its statements are there is seen later.
func assess(ctx context.Context, op string, r *stemma.Reckoning) ([]*assessed, error) {
	claims := make([]*assessed, 0, len(r.Claims))
	by := make(map[stemma.ID]*assessed, len(r.Claims))
	for _, c := range r.Claims {
		if c.ID == "" || by[c.ID] != nil {
			return nil, invalid(op, "two claims have the id %q", c.ID)
		}
		if c.Run != r.Run.ID || len(c.Members) == 0 {
			return nil, invalid(op, "the claim %s is of another run or has no members", c.ID)
		}
		by[c.ID] = &assessed{Claim: c}
		claims = append(claims, by[c.ID])
	}
	for _, a := range r.Assessments {
		c := by[a.Claim]
		if c == nil || a.Run != r.Run.ID {
			return nil, invalid(op, "an assessment is of another run, or of the claim %q, which was not given", a.Claim)
		}
		c.assessments = append(c.assessments, packedAssessment{Assessment: a})
		c.witnesses = max(c.witnesses, witnesses(a))
	}
	failed := make([]error, len(claims))
	cores.Each(ctx, len(claims), func(i int) { failed[i] = claims[i].pack(op) })
	for _, err := range failed {
		if err != nil {
			return nil, err
		}
	}
	return claims, ctx.Err()
}

// pack makes the records of a claim and its assessments.
func (c *assessed) pack(op string) (err error) {
	if err := c.closed(op); err != nil {
		return err
	}
	if c.record, err = packClaim(c.Claim); err != nil {
		return err
	}
	for i := range c.assessments {
		a := &c.assessments[i]
		if a.record, err = packAssessment(a.Assessment); err != nil {
			return err
		}
	}
	c.digest = claimDigest(c.ID, c.Question, c.Gist, c.record, c.assessments)
	return nil
}

// witnesses counts the independent origins on all sides.
func witnesses(a *stemma.Assessment) int {
	n := 0
	for _, s := range a.Sides {
		n += len(s.Witnesses)
	}
	return n
}

// closed sees that gist and assessments are of members.
func (c *assessed) closed(op string) error {
	members := make(map[stemma.ID]bool, len(c.Members))
	for _, m := range c.Members {
		members[m.Statement] = true
	}
	named := []stemma.ID{c.GistOf}
	for _, a := range c.assessments {
		named = append(named, a.Between[:]...)
		for _, s := range a.Sides {
			for _, w := range s.Witnesses {
				named = append(named, w.Origin)
				named = append(named, w.Descendants...)
			}
		}
	}
	for _, s := range named {
		if s != "" && !members[s] {
			return invalid(op, "the statement %s is no member of the claim %s, which names it", s, c.ID)
		}
	}
	return nil
}

// claimDigest is the digest of a claim with its assessments. What goes into
// it is a format of the file.
func claimDigest(id stemma.ID, question stemma.Question, gist string, record []byte, assessments []packedAssessment) string {
	values := []string{string(id), string(question), gist, string(record)}
	for _, a := range assessments {
		values = append(values, string(a.Disagreement), string(a.record))
	}
	packed, _ := json.Marshal(values) // strings can always be packed
	return digestOf(packed)
}

// PutReckoning makes the claims of the case those given; see stemma.Store.
func (s *store) PutReckoning(ctx context.Context, r *stemma.Reckoning) error {
	op := "keep the claims"
	claims, err := assess(ctx, op, r)
	if err != nil {
		return fail(op, err)
	}
	return s.transact(ctx, op, func(t *tx) error {
		if err := t.unchangedSince(op, r.Changed); err != nil {
			return err
		}
		changed, err := t.putClaims(op, r.Run, claims)
		if err != nil {
			return err
		}
		if changed {
			if err := t.changed(); err != nil {
				return err
			}
		}
		var now stemma.ID
		if err := t.one("SELECT coalesce((SELECT value FROM property WHERE name = 'weighed'), '')", nil, &now); err != nil || now == r.Run.ID {
			return err
		}
		return t.exec("INSERT OR REPLACE INTO property (name, value) VALUES ('weighed', ?)", r.Run.ID)
	})
}

// unchangedSince is a Busy error if the case was written to after the given time;
// zero is any time.
func (t *tx) unchangedSince(op string, at time.Time) error {
	if at.IsZero() {
		return nil
	}
	var now string
	if err := t.one("SELECT coalesce((SELECT value FROM property WHERE name = 'changed'), '')", nil, &now); err != nil {
		return err
	}
	if last, err := time.Parse(time.RFC3339Nano, now); err != nil || !last.Equal(at) {
		return &stemma.Error{Op: op, Kind: stemma.Busy, Err: errors.New("the case was changed while its claims were made"),
			Hint: "Another process writes to it. Run the command again."}
	}
	return nil
}

// putClaims writes the claims that are not there yet, and takes out those that
// are not among them.
func (t *tx) putClaims(op string, run stemma.Run, claims []*assessed) (changed bool, err error) {
	type row struct {
		key    int64
		id     stemma.ID
		digest string
	}
	known := map[stemma.ID]row{}
	if err := t.all("SELECT key, id, digest FROM claim", nil, func(scan func(...any) error) error {
		var r row
		err := scan(&r.key, &r.id, &r.digest)
		known[r.id] = r
		return err
	}); err != nil {
		return false, err
	}
	var other []*assessed
	for _, c := range claims {
		if r, there := known[c.ID]; there && r.digest == c.digest {
			delete(known, c.ID)
			continue
		}
		other = append(other, c)
	}
	gone := slices.SortedFunc(maps.Values(known), func(a, b row) int { return cmp.Compare(a.key, b.key) })
	for _, r := range gone {
		if err := t.exec(`INSERT OR REPLACE INTO retired (id, question, statement) SELECT c.id, c.question, s.key FROM claim c
			JOIN statement s ON s.id = c.record ->> '$.members[0].statement' WHERE c.key = ?`, r.key); err != nil {
			return true, err
		}
		if err := t.dropClaim(r.key); err != nil {
			return true, err
		}
	}
	if len(other) > 0 {
		if err := t.exec("INSERT OR IGNORE INTO run (id, stage, version, model) VALUES (?, ?, ?, ?)", run.ID, run.Stage, run.Version, run.Model); err != nil {
			return true, err
		}
	}
	if len(other) == 0 {
		return len(gone) > 0, nil
	}
	retired := map[stemma.ID]bool{}
	if err := t.all("SELECT id FROM retired", nil, func(scan func(...any) error) error {
		var id stemma.ID
		err := scan(&id)
		retired[id] = true
		return err
	}); err != nil {
		return true, err
	}
	for _, c := range other {
		if retired[c.ID] {
			if err := t.exec("DELETE FROM retired WHERE id = ?", c.ID); err != nil {
				return true, err
			}
		}
		if err := t.putClaim(op, c); err != nil {
			return true, err
		}
	}
	return true, nil
}

func (t *tx) putClaim(op string, c *assessed) error {
	res, err := t.run("INSERT INTO claim (id, question, gist, witnesses, digest, record) VALUES (?, ?, ?, ?, ?, ?)",
		c.ID, string(c.Question), c.Gist, c.witnesses, c.digest, string(c.record))
	if err != nil {
		return err
	}
	key, err := res.LastInsertId()
	if err != nil {
		return err
	}
	for i, m := range c.Members {
		res, err := t.run("INSERT OR IGNORE INTO member (claim, statement) SELECT ?, key FROM statement WHERE id = ?", key, m.Statement)
		if err != nil {
			return err
		}
		n, err := res.RowsAffected()
		if err != nil {
			return err
		}
		// One statement may give two answers.
		if n == 0 && !slices.ContainsFunc(c.Members[:i], func(b stemma.Answer) bool { return b.Statement == m.Statement }) {
			return invalid(op, "the claim %s is of the statement %s, which is not in the case", c.ID, m.Statement)
		}
	}
	for _, e := range c.Entities {
		if err := t.exec("INSERT OR IGNORE INTO topic (claim, entity) VALUES (?, ?)", key, e); err != nil {
			return err
		}
	}
	for n, a := range c.assessments {
		if err := t.exec("INSERT INTO assessment (claim, n, kind, conflict, record) VALUES (?, ?, ?, ?, ?)",
			key, n, string(a.Disagreement), a.Disagreement.Conflict(), string(a.record)); err != nil {
			return err
		}
	}
	return t.indexClaim("", key, c.Gist)
}

// indexClaim puts a gist into both indexes over claims, or takes it out where
// how is "delete".
func (t *tx) indexClaim(how string, key int64, gist string) error {
	for _, table := range []string{"claim_stem", "claim_word"} {
		q := "INSERT INTO " + table + " (rowid, gist) VALUES (?, ?)"
		args := []any{key, gist}
		if how != "" {
			q = "INSERT INTO " + table + " (" + table + ", rowid, gist) VALUES (?, ?, ?)"
			args = slices.Insert(args, 0, any(how))
		}
		if err := t.exec(q, args...); err != nil {
			return err
		}
	}
	return nil
}

// dropClaim takes out a claim with all that hangs on it.
func (t *tx) dropClaim(key int64) error {
	var gist string
	if err := t.one("SELECT gist FROM claim WHERE key = ?", []any{key}, &gist); err != nil {
		return err
	}
	if err := t.indexClaim("delete", key, gist); err != nil {
		return err
	}
	for _, q := range []string{"DELETE FROM member WHERE claim = ?", "DELETE FROM topic WHERE claim = ?", "DELETE FROM assessment WHERE claim = ?", "DELETE FROM claim WHERE key = ?"} {
		if err := t.exec(q, key); err != nil {
			return err
		}
	}
	return nil
}

// clearClaims takes out what the document left for claims, and the claims that
// its statements are members of: without them they may be others.
func (t *tx) clearClaims(doc int64) error {
	var claims []int64
	if err := t.all("SELECT DISTINCT m.claim FROM statement s CROSS JOIN member m ON m.statement = s.key WHERE s.doc = ? ORDER BY m.claim", []any{doc},
		func(scan func(...any) error) error {
			var key int64
			err := scan(&key)
			claims = append(claims, key)
			return err
		}); err != nil {
		return err
	}
	for _, key := range claims {
		if err := t.dropClaim(key); err != nil {
			return err
		}
	}
	if err := t.exec("DELETE FROM retired WHERE statement IN (SELECT key FROM statement WHERE doc = ?)", doc); err != nil {
		return err
	}
	return t.exec("DELETE FROM tellings WHERE doc = ?", doc)
}

// checkClaims compares all that is kept of claims with the digests taken when
// they were reckoned, and all that is kept twice with what it was taken from.
func (l look) checkClaims(wrong func(format string, args ...any)) error {
	type filed struct {
		stemma.Claim
		key       int64
		witnesses int
		digest    string
		record    []byte
	}
	var claims []filed
	if err := l.all("SELECT key, id, question, gist, witnesses, digest, record FROM claim ORDER BY id", nil, func(scan func(...any) error) (bool, error) {
		var c filed
		err := scan(&c.key, &c.ID, &c.Question, &c.Gist, &c.witnesses, &c.digest, &c.record)
		claims = append(claims, c)
		return true, err
	}); err != nil {
		return err
	}
	for _, c := range claims {
		var assessments []packedAssessment
		most, right := 0, true
		if err := l.all("SELECT kind, conflict, record FROM assessment WHERE claim = ? ORDER BY n", []any{c.key}, func(scan func(...any) error) (bool, error) {
			a := packedAssessment{Assessment: &stemma.Assessment{Claim: c.ID}}
			var conflict bool
			if err := scan(&a.Disagreement, &conflict, &a.record); err != nil {
				return false, err
			}
			right = right && unpackAssessment(a.record, a.Assessment) == nil && conflict == a.Disagreement.Conflict()
			most = max(most, witnesses(a.Assessment))
			assessments = append(assessments, a)
			return true, nil
		}); err != nil {
			return err
		}
		var r claimRecord
		if json.Unmarshal(c.record, &r) != nil || claimDigest(c.ID, c.Question, c.Gist, c.record, assessments) != c.digest {
			wrong("claim %s: what is kept of it is not what was reckoned", c.ID)
			continue
		}
		members, err := l.ids("SELECT s.id FROM member m JOIN statement s ON s.key = m.statement WHERE m.claim = ? ORDER BY s.id", c.key)
		if err != nil {
			return err
		}
		topics, err := l.ids("SELECT entity FROM topic WHERE claim = ? ORDER BY entity", c.key)
		if err != nil {
			return err
		}
		stated := each(r.Members, func(a answerRecord) stemma.ID { return a.Statement })
		slices.Sort(stated)
		slices.Sort(r.Entities)
		if !right || most != c.witnesses || !slices.Equal(slices.Compact(stated), members) || !slices.Equal(slices.Compact(r.Entities), topics) {
			wrong("claim %s: it is filed under statements, entities or counts that its record does not give", c.ID)
		}
	}
	return nil
}

// ids are the ids that the query finds.
func (l look) ids(query string, args ...any) (ids []stemma.ID, err error) {
	err = l.all(query, args, func(scan func(...any) error) (bool, error) {
		var id stemma.ID
		err := scan(&id)
		ids = append(ids, id)
		return true, err
	})
	return ids, err
}
