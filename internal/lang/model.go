package lang

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Model says what reads each language, as "en: segment, attribution", so that
// a run can be told from one that read otherwise.
func Model() string {
	var all []string
	for _, tag := range slices.Sorted(maps.Keys(pipelines)) {
		if p, err := pipelines[tag](); err == nil {
			all = append(all, fmt.Sprintf("%s: %s", tag, strings.Join(p.Parts(), ", ")))
		}
	}
	return strings.Join(all, "; ")
}
