package io.sluice.shell.view;

import java.util.List;

/** A list that fills the screen and is moved in by keys. For one thread. */
public interface Browsable {
  /** What a key is for. */
  enum Key {
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    HOME,
    END,
    TOGGLE,
    ALL,
    NONE,
    CONFIRM,
    CANCEL
  }

  /** What becomes of the screen after a key. */
  enum Then {
    STAY,
    CONFIRMED,
    CANCELLED
  }

  /**
   * What is on the screen now, safe to show.
   *
   * @param rows how many lines there is room for, 1 or more
   */
  List<String> lines(int rows);

  /** A key was pressed. */
  Then press(Key key);
}
