package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

type entityRecord struct {
	Aliases []aliasRecord `json:"aliases,omitempty"`
	Roles   []roleRecord  `json:"roles,omitempty"`
	Near    []nearRecord  `json:"near,omitempty"`
	Docs    int           `json:"docs"`
}

type aliasRecord struct {
	Name     string           `json:"name"`
	Latin    string           `json:"latin,omitempty"`
	N        int              `json:"n"`
	Docs     []stemma.ID      `json:"docs,omitempty"`
	Evidence []evidenceRecord `json:"evidence,omitempty"`
}

type evidenceRecord struct {
	Kind      string    `json:"kind"`
	With      string    `json:"with,omitempty"`
	Doc       stemma.ID `json:"doc,omitempty"`
	Span      span      `json:"span,omitzero"`
	Score     float64   `json:"score"`
	Explain   string    `json:"explain,omitempty"`
	Judgement stemma.ID `json:"judgement,omitempty"`
}

type roleRecord struct {
	Words string    `json:"words"`
	Doc   stemma.ID `json:"doc"`
	Span  span      `json:"span"`
}

type nearRecord struct {
	Entity stemma.ID `json:"entity"`
	Score  float64   `json:"score"`
	Why    string    `json:"why"`
}

func packEntity(e *stemma.Entity) (record, names string, err error) {
	var all []string
	r := entityRecord{Docs: e.Docs}
	for _, a := range e.Aliases {
		r.Aliases = append(r.Aliases, aliasRecord{a.Name, a.Latin, a.N, a.Docs, each(a.Evidence, func(v stemma.Evidence) evidenceRecord {
			return evidenceRecord{string(v.Kind), v.With, v.Doc, spanOf(v.Span), v.Score, v.Explain, v.Judgement}
		})})
		all = append(all, strings.ToLower(a.Name))
		if a.Latin != "" {
			all = append(all, strings.ToLower(a.Latin))
		}
	}
	r.Roles = each(e.Roles, func(x stemma.Role) roleRecord { return roleRecord{x.Words, x.Doc, spanOf(x.Span)} })
	r.Near = each(e.Near, func(x stemma.Near) nearRecord { return nearRecord(x) })
	if len(all) == 0 {
		all = append(all, strings.ToLower(e.Name))
	}
	packed, err := json.Marshal(r)
	return string(packed), strings.Join(all, "\n"), err
}

const entityColumns = "e.id, e.type, e.name, e.named, e.mentions, e.record"

func scanEntity(scan func(...any) error, e *stemma.Entity) error {
	var record []byte
	if err := scan(&e.ID, (*string)(&e.Type), &e.Name, &e.Named, &e.Mentions, &record); err != nil {
		return err
	}
	var r entityRecord
	if err := json.Unmarshal(record, &r); err != nil {
		return damagedRecord("entity", e.ID, err)
	}
	e.Docs = r.Docs
	for _, a := range r.Aliases {
		e.Aliases = append(e.Aliases, stemma.Alias{Name: a.Name, Latin: a.Latin, N: a.N, Docs: a.Docs, Evidence: each(a.Evidence, func(v evidenceRecord) stemma.Evidence {
			return stemma.Evidence{Kind: stemma.EvidenceKind(v.Kind), With: v.With, Doc: v.Doc, Span: v.Span.span(), Score: v.Score, Explain: v.Explain, Judgement: v.Judgement}
		})})
	}
	e.Roles = each(r.Roles, func(x roleRecord) stemma.Role { return stemma.Role{Words: x.Words, Doc: x.Doc, Span: x.Span.span()} })
	e.Near = each(r.Near, func(x nearRecord) stemma.Near { return stemma.Near(x) })
	return nil
}

// unknownType is how an entity of no known type is asked for.
const unknownType = nlp.EntityType("unknown")

// Entities lists entities; see stemma.View.
func (s *store) Entities(ctx context.Context, f stemma.EntityFilter) iter.Seq2[*stemma.Entity, error] {
	var w where
	switch f.Type {
	case "":
	case unknownType:
		w.add("e.type = ''")
	default:
		w.add("e.type = ?", string(f.Type))
	}
	if !f.Unnamed {
		w.add("e.named")
	}
	if f.Name != "" {
		w.add("instr(e.names, ?) > 0", strings.ToLower(f.Name))
	}
	if f.Doc != "" {
		w.add("e.id IN (SELECT m.resolved FROM document d CROSS JOIN mention m WHERE d.id = ? AND m.doc = d.key)", f.Doc)
	}
	q, args := page("SELECT "+entityColumns+" FROM entity e"+w.String()+" ORDER BY e.named DESC, e.mentions DESC, e.name, e.id", w.args, f.Limit, f.Offset)
	return stream(s, ctx, "list entities", always(q, args...), func(scan func(...any) error, e *stemma.Entity) error {
		err := scanEntity(scan, e)
		e.Near = nil
		return err
	})
}

// Entity returns an entity; see stemma.View.
func (s *store) Entity(ctx context.Context, id stemma.ID) (*stemma.Entity, error) {
	op := "look up entity " + string(id)
	e := new(stemma.Entity)
	err := s.look(ctx, op, func(l look) error {
		at := func(id stemma.ID) error {
			return scanEntity(l.row("SELECT "+entityColumns+" FROM entity e WHERE e.id = ?", []any{id}), e)
		}
		err := at(id)
		if errors.Is(err, sql.ErrNoRows) {
			was, lapsed := l.lapsed(string(id), 1)
			if lapsed != nil {
				return lapsed
			}
			if len(was) > 0 {
				err = at(was[0].now)
			}
		}
		if errors.Is(err, sql.ErrNoRows) {
			return notFound(op, id)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return e, nil
}

// A lapsed ID is one that an entity had while a mention was its least, with the entity
// that the mention is of now.
type lapsed struct{ id, now stemma.ID }

// leastLapsed is how many letters of an ID must be given for one that no entity has to
// be looked for: every mention could have given one.
const leastLapsed = 9

// lapsed finds the IDs with a prefix that entities may have had before they were joined
// or parted, at most limit, in order. It goes through all mentions: nothing keeps which
// IDs there have been, and another case of the same texts, with fewer of them, has others.
func (l look) lapsed(prefix string, limit int) (out []lapsed, err error) {
	if len(prefix) < leastLapsed || prefix[0] != 'e' || strings.Trim(prefix[1:], "0123456789abcdef") != "" {
		return nil, nil
	}
	err = l.all("SELECT id, resolved FROM mention WHERE resolved != ''", nil, func(scan func(...any) error) (bool, error) {
		var mention, now stemma.ID
		if err := scan(&mention, &now); err != nil {
			return false, err
		}
		if id := stemma.EntityID(mention); strings.HasPrefix(string(id), prefix) {
			out = append(out, lapsed{id, now})
		}
		return true, nil
	})
	slices.SortFunc(out, func(a, b lapsed) int { return strings.Compare(string(a.id), string(b.id)) })
	return out[:min(len(out), limit)], err
}

// EntityMentions lists the mentions of an entity; see stemma.View.
func (s *store) EntityMentions(ctx context.Context, id stemma.ID) iter.Seq2[*stemma.Mention, error] {
	return stream(s, ctx, "list mentions of "+string(id),
		always("SELECT "+mentionColumns+` FROM mention m JOIN document d ON d.key = m.doc WHERE m.resolved = ? AND m.resolved != ''
			ORDER BY d.path, d.version, m.begin, m.end, m.id`, id), scanMention)
}

// PutResolution says who is who; see stemma.Store.
func (s *store) PutResolution(ctx context.Context, r *stemma.Resolution) error {
	const op = "keep who is who"
	if r.Since != nil && r.Since.Stage == "" {
		return invalid(op, "a stage needs a name")
	}
	return s.transact(ctx, op, func(t *tx) error {
		changed, err := t.putEntities(r.Entities)
		if err != nil {
			return err
		}
		docs, err := t.since(r.Since)
		if err != nil {
			return err
		}
		for _, doc := range docs {
			for _, put := range []func(*stemma.Resolution, int64) (bool, error){t.putMentions, t.putVoices} {
				c, err := put(r, doc)
				if err != nil {
					return err
				}
				changed = changed || c
			}
		}
		if !changed {
			return nil
		}
		return t.changed()
	})
}

// since is the keys of the documents that have to be looked at, in order, and keeps
// their marks.
func (t *tx) since(d *stemma.Since) (docs []int64, err error) {
	add := func(scan func(...any) error) error {
		var key int64
		err := scan(&key)
		docs = append(docs, key)
		return err
	}
	if d != nil {
		still, err := t.still(d.Edition)
		if err != nil {
			return nil, err
		}
		if still {
			for _, k := range d.Marks {
				if err := t.all("SELECT key FROM document WHERE id = ?", []any{k.Doc}, add); err != nil {
					return nil, err
				}
			}
			return docs, t.keep(d.Stage, d.Marks)
		}
		// The marks say what is in the case no longer.
		if err := t.exec("DELETE FROM kept WHERE stage = ?", d.Stage); err != nil {
			return nil, err
		}
	}
	return docs, t.all("SELECT key FROM document ORDER BY key", nil, add)
}

func (t *tx) putEntities(entities []stemma.Entity) (changed bool, err error) {
	type row struct {
		kind, name, record string
		mentions           int
	}
	known := map[stemma.ID]row{}
	if err := t.all("SELECT id, type, name, record, mentions FROM entity", nil, func(scan func(...any) error) error {
		var id stemma.ID
		var r row
		err := scan(&id, &r.kind, &r.name, &r.record, &r.mentions)
		known[id] = r
		return err
	}); err != nil {
		return false, err
	}
	for i := range entities {
		e := &entities[i]
		record, names, err := packEntity(e)
		if err != nil {
			return changed, err
		}
		before, there := known[e.ID]
		delete(known, e.ID)
		if there && before == (row{string(e.Type), e.Name, record, e.Mentions}) {
			continue
		}
		changed = true
		if err := t.exec("INSERT OR REPLACE INTO entity (id, type, name, named, mentions, names, record) VALUES (?, ?, ?, ?, ?, ?, ?)",
			e.ID, string(e.Type), e.Name, e.Named, e.Mentions, names, record); err != nil {
			return changed, err
		}
	}
	for id := range known {
		changed = true
		if err := t.exec("DELETE FROM entity WHERE id = ?", id); err != nil {
			return changed, err
		}
	}
	return changed, nil
}

func (t *tx) putMentions(r *stemma.Resolution, doc int64) (changed bool, err error) {
	type row struct {
		begin, end int
		id, entity stemma.ID
	}
	var other []row
	if err := t.all("SELECT begin, end, id, resolved FROM mention WHERE doc = ?", []any{doc}, func(scan func(...any) error) error {
		var m row
		if err := scan(&m.begin, &m.end, &m.id, &m.entity); err != nil {
			return err
		}
		if now := r.Of[m.id]; now != m.entity {
			m.entity = now
			other = append(other, m)
		}
		return nil
	}); err != nil {
		return false, err
	}
	for _, m := range other {
		if err := t.exec("UPDATE mention SET resolved = ? WHERE doc = ? AND begin = ? AND end = ? AND id = ?", m.entity, doc, m.begin, m.end, m.id); err != nil {
			return true, err
		}
	}
	return len(other) > 0, nil
}

func (t *tx) putVoices(r *stemma.Resolution, doc int64) (changed bool, err error) {
	type row struct {
		key    int64
		id     stemma.ID
		voices string
	}
	var other []row
	if err := t.all("SELECT key, id, voices FROM statement WHERE doc = ?", []any{doc}, func(scan func(...any) error) error {
		var st row
		if err := scan(&st.key, &st.id, &st.voices); err != nil {
			return err
		}
		now, err := packVoices(r.Voices[st.id], r.Args[st.id])
		if err != nil {
			return err
		}
		if now != st.voices {
			other = append(other, row{st.key, st.id, now})
		}
		return nil
	}); err != nil {
		return false, err
	}
	for _, st := range other {
		if err := t.exec("UPDATE statement SET voices = ? WHERE key = ?", st.voices, st.key); err != nil {
			return true, err
		}
		if err := t.exec("DELETE FROM voice WHERE statement = ?", st.key); err != nil {
			return true, err
		}
		links := r.Voices[st.id]
		for _, entity := range slices.Compact(slices.Sorted(slices.Values(links))) {
			if entity == "" {
				continue
			}
			quoted := slices.Contains(links[1:], entity) // the first link is the author of the text
			if err := t.exec("INSERT INTO voice (entity, statement, quoted) VALUES (?, ?, ?)", entity, st.key, quoted); err != nil {
				return true, err
			}
		}
	}
	return len(other) > 0, nil
}
