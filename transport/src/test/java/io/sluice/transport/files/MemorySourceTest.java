package io.sluice.transport.files;

class MemorySourceTest extends SourceContract {
  @Override
  Source open(SampleTree tree) {
    return new MemorySource(tree);
  }

  @Override
  void change(Source source, int entry) {
    ((MemorySource) source).change(entry);
  }
}
