package api

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// watchEvery is how often the data on disk is looked at.
const watchEvery = 2 * time.Second

// Watch reloads when reload says so (a signal, say), and when what stands at path changes; an empty path is not watched. A
// change is taken up once it has been still for one look, so that a file half copied is not read. It returns when the
// context ends.
func (s *Server) Watch(ctx context.Context, path string, reload <-chan os.Signal) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	served, seen := stateOf(path), stateOf(path)
	for {
		select {
		case <-ctx.Done():
			return
		case <-reload:
			served = stateOf(path)
			_ = s.Reload(ctx) // logged, and shown by /readyz
		case <-tick.C:
			now := stateOf(path)
			if now == seen && now != served {
				served = now
				_ = s.Reload(ctx)
			}
			seen = now
		}
	}
}

// A state is what can be seen of files without reading them.
type state struct {
	files  int
	bytes  int64
	newest time.Time
}

func stateOf(path string) state {
	var st state
	if path == "" {
		return st
	}
	_ = filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error { // what cannot be seen now will be said by the reload
		if err != nil {
			return nil
		}
		if entry.IsDir() {
			if name != path && entry.Name()[0] == '.' {
				return filepath.SkipDir
			}
			return nil
		}
		if info, err := entry.Info(); err == nil {
			st.files++
			st.bytes += info.Size()
			if info.ModTime().After(st.newest) {
				st.newest = info.ModTime()
			}
		}
		return nil
	})
	return st
}
