package api

import (
	"context"
	"crypto/sha256"
	"fmt"
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

// A state is what can be seen of files without reading them: the name, the size and the time of change of each, as a hash.
type state [sha256.Size]byte

func stateOf(path string) state {
	seen := sha256.New()
	if path == "" {
		return state(seen.Sum(nil))
	}
	// A link may lead to the data, and another place may be published by leading it there. What cannot be seen now will be
	// said by the reload.
	root, err := filepath.EvalSymlinks(path)
	if err != nil {
		root = path
	}
	_ = filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if entry.IsDir() {
			if name != root && entry.Name()[0] == '.' {
				return filepath.SkipDir
			}
			return nil
		}
		if info, err := os.Stat(name); err == nil {
			fmt.Fprintf(seen, "%q %d %d\n", name, info.Size(), info.ModTime().UnixNano())
		}
		return nil
	})
	return state(seen.Sum(nil))
}
