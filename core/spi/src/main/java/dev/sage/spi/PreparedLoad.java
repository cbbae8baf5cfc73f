package dev.sage.spi;

import java.util.List;

/// A load that the destination has checked and can do. Made by [Destination#prepare(LoadRequest)].
public interface PreparedLoad {
  LoadRequest request();

  /// What the destination's columns cannot hold; empty when it can hold everything.
  List<ColumnLimit> limits();

  /// Where the rows go, for people: `warehouse: public.ventas`. No secret in it.
  String display();
}
