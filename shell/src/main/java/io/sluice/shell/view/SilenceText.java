package io.sluice.shell.view;

/** That the other side is not heard any more, and that it is again. */
public final class SilenceText {
  public static final String SILENT =
      "The other side does not answer. If its network comes back within some minutes, it goes on by"
          + " itself.";
  public static final String HEARD = "The other side answers again.";

  private SilenceText() {}
}
