package descent

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestPosts holds that packed posts give back what was put in, for keys at the edges
// of what is packed, too.
func TestPosts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := map[Key][]int32{}
		var list []post
		key := rapid.OneOf(
			rapid.SampledFrom([]uint32{0, 1, 0xffff, 0x10000, 0x1ffff, math.MaxUint32 - 1, math.MaxUint32}),
			rapid.Uint32(),
		)
		for i := range rapid.IntRange(0, 300).Draw(t, "posts") {
			p := post{Key(key.Draw(t, "key")), int32(i)}
			list = append(list, p)
			want[p.key] = append(want[p.key], p.text)
		}
		slices.SortStableFunc(list, func(a, b post) int { return cmp.Compare(a.key, b.key) })
		p := newPosts(list)
		got := map[Key][]int32{}
		for k, texts := range p.all() {
			got[k] = texts
			if of := p.of(k); !slices.Equal(of, texts) {
				t.Fatalf("key %x: of %v, all %v", k, of, texts)
			}
		}
		if !maps.EqualFunc(got, want, slices.Equal) || p.len() != len(list) {
			t.Fatalf("got %v, want %v", got, want)
		}
		if k := Key(rapid.Uint32().Draw(t, "other")); want[k] == nil && len(p.of(k)) > 0 {
			t.Fatalf("key %x, which nobody has: %v", k, p.of(k))
		}
	})
}
