package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/stemma/stemma"
)

// built holds what build.mjs makes of the npm packages; only its README is
// committed, and the pages work without the rest.
//
//go:embed style built
var embedded embed.FS

// An asset is a file that pages load.
type asset struct {
	data   []byte
	kind   string
	digest string
}

var assetKinds = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".woff2": "font/woff2",
	".txt":   "text/plain; charset=utf-8",
}

func assets() map[string]asset {
	files := map[string]asset{}
	err := fs.WalkDir(embedded, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || assetKinds[path.Ext(name)] == "" {
			return err
		}
		data, err := embedded.ReadFile(name)
		sum := sha256.Sum256(data)
		files[path.Base(name)] = asset{data, assetKinds[path.Ext(name)], hex.EncodeToString(sum[:])[:12]}
		return err
	})
	if err != nil {
		panic(err) // the files are part of the program
	}
	return files
}

// address is the address of a file that pages load, "" where it was not built.
// It changes with the file, so that browsers may keep it.
func (s *server) address(name string) string {
	a, ok := s.files[name]
	if !ok {
		return ""
	}
	return "/assets/" + name + "?v=" + a.digest
}

func (s *server) asset(w http.ResponseWriter, r *http.Request) error {
	a, ok := s.files[r.PathValue("name")]
	if !ok {
		return &stemma.Error{Kind: stemma.NotFound, Op: "open " + r.URL.Path}
	}
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("ETag", `"`+a.digest+`"`)
	h.Set("Cache-Control", "max-age=3600")
	if r.URL.Query().Get("v") == a.digest {
		h.Set("Cache-Control", "max-age=31536000, immutable")
	}
	if strings.Contains(r.Header.Get("If-None-Match"), a.digest) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	w.Write(a.data) // a client that went away needs no answer
	return nil
}
