// Package testdata holds the invented dossier that the end-to-end tests share
// and that `stemma demo` reads. A file can be embedded only from its own
// folder or one above, and a Go file among the documents would be read as one
// of them: so the package stands here.
package testdata

import "embed"

// Dossier holds the documents, in the folder "dossier". What a perfect reading
// would find (dossier/gold) is not among them, nor is the note that explains
// it.
//
//go:embed dossier/[0-9]*
var Dossier embed.FS
