package engine_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/engine"
)

// ill is a store in which looking something up of one document goes wrong by a mistake of ours.
type ill struct {
	stemma.Store
	doc                stemma.ID
	tellings, mentions bool
}

func (s ill) Tellings(ctx context.Context, id stemma.ID) ([]byte, error) {
	if s.tellings && id == s.doc {
		panic("oh")
	}
	return s.Store.Tellings(ctx, id)
}

func (s ill) Mentions(ctx context.Context, id stemma.ID) iter.Seq2[*stemma.Mention, error] {
	if s.mentions && id == s.doc {
		panic("oh")
	}
	return s.Store.Mentions(ctx, id)
}

// TestMistakeWithOneDocument: a mistake of ours with one document leaves that out, with an
// issue, and the others are reckoned, the same on any number of cores. A later version that
// has no such mistake reckons with it.
func TestMistakeWithOneDocument(t *testing.T) {
	items := dossier(t)
	wrong := items[len(items)/2]
	digest := sha256.Sum256(wrong.Data)
	id := stemma.DocumentID(wrong.Path, hex.EncodeToString(digest[:]))
	claimsWith := func(s stemma.Store) (claims, with int) {
		t.Helper()
		for c, err := range s.Claims(t.Context(), stemma.ClaimFilter{}) {
			if err != nil {
				t.Fatal(err)
			}
			claims++
			if slices.ContainsFunc(c.Members, func(a stemma.Answer) bool {
				st, err := s.Statement(t.Context(), a.Statement)
				return err != nil || st.Doc == id
			}) {
				with++
			}
		}
		return claims, with
	}
	issues := func(s stemma.Store) (found []*stemma.Issue) {
		t.Helper()
		for i, err := range s.Issues(t.Context(), stemma.IssueFilter{Stage: "reckon"}) {
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, i)
		}
		return found
	}
	for name, which := range map[string]ill{"what it tells": {tellings: true}, "whom it names": {mentions: true}} {
		t.Run(name, func(t *testing.T) {
			var first map[string]string
			for _, workers := range []int{1, 4} {
				which.Store, which.doc = open(t), id
				e := &engine.Engine{Store: which, Version: "test", Originals: true, Workers: workers}
				account, err := e.Read(t.Context(), each(items))
				if err != nil {
					t.Fatal(err)
				}
				if account.Read != len(items) || account.Unread != 2 { // one cannot be read anyway
					t.Errorf("the account is %+v", account)
				}
				found := issues(which.Store)
				if len(found) != 1 || found[0].Path != wrong.Path || found[0].Kind != stemma.Internal || !strings.Contains(found[0].Message, "oh. All else is reckoned without it") {
					t.Errorf("the issues are %+v", found)
				}
				claims, with := claimsWith(which.Store)
				if claims < 10 || with > 0 {
					t.Errorf("%d claims, %d with the document", claims, with)
				}
				if got := export(t, which.Store); first == nil {
					first = got
				} else if diff := cmp.Diff(first, got); diff != "" {
					t.Errorf("with %d workers:\n%s", workers, diff)
				}
			}
			mended := &engine.Engine{Store: which.Store, Version: "mended", Originals: true}
			if account, err := mended.Read(t.Context(), each(items)); err != nil || account.Unread != 1 {
				t.Fatalf("%+v, %v", account, err)
			}
			well := open(t)
			if _, err := (&engine.Engine{Store: well, Version: "mended", Originals: true}).Read(t.Context(), each(items)); err != nil {
				t.Fatal(err)
			}
			got, want := export(t, which.Store), export(t, well)
			for _, files := range []map[string]string{got, want} {
				delete(files, "runs.jsonl") // which has those of before too
				files["derivations.jsonl"] = ofRun.ReplaceAllString(files["derivations.jsonl"], "")
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("mended it is not as if nothing had been wrong:\n%s", diff)
			}
		})
	}
}

// ofRun is the run of a record: derivations that no reading changes stay of theirs.
var ofRun = regexp.MustCompile(`"run":"[^"]*"`)

// TestReadsAtOnce: of reads that begin at once one reads each document, and is the only one to
// count it.
func TestReadsAtOnce(t *testing.T) {
	s := open(t)
	items := dossier(t)[:3]
	var wg sync.WaitGroup
	accounts := make([]engine.Account, 6)
	for i := range accounts {
		wg.Go(func() {
			var err error
			if accounts[i], err = (&engine.Engine{Store: s, Version: "test"}).Read(t.Context(), each(items)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	read, held := 0, 0
	for _, a := range accounts {
		read, held = read+a.Read, held+a.Held
	}
	if read != len(items) || held != len(items)*(len(accounts)-1) {
		t.Errorf("%d documents count as read and %d as there already", read, held)
	}
}
