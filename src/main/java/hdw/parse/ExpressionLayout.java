package hdw.parse;

import hdw.parse.antlr.HdwBaseVisitor;
import hdw.parse.antlr.HdwParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Says where a value or a condition may be broken over lines: in lists, calls, and chains of one
 * operator.
 */
final class ExpressionLayout extends HdwBaseVisitor<Void> {
  private final Layout layout;
  private Indent base = Indent.of(0);
  private Indent hanging = Indent.of(Layout.HANGING);

  ExpressionLayout(Layout layout) {
    this.layout = layout;
  }

  /**
   * Lays out an expression.
   *
   * @param depth the indent of the line on which it begins, and of brackets that close on lines of
   *     their own
   * @param further the indent of lines on which it goes on
   */
  void layOut(ParseTree expression, Indent depth, Indent further) {
    Indent outerBase = base;
    Indent outerHanging = hanging;
    base = depth;
    hanging = further;
    expression.accept(this);
    base = outerBase;
    hanging = outerHanging;
  }

  @Override
  public Void visitList(HdwParser.ListContext context) {
    return enclosed(context, context.getStart(), context.expression(), true);
  }

  @Override
  public Void visitCall(HdwParser.CallContext context) {
    Token open = ((TerminalNode) context.getChild(1)).getSymbol();
    layout.gap(open).blanks(0);
    return enclosed(context, open, context.expression(), context.expression().size() > 1);
  }

  private Void enclosed(
      ParserRuleContext context,
      Token open,
      List<HdwParser.ExpressionContext> elements,
      boolean opensWhenLong) {
    int first = layout.number(open);
    Fold fold = opensWhenLong && !elements.isEmpty() ? Fold.at(first) : Fold.asWritten(first);
    layout.add(fold);
    Indent inner = base.orWhenOpen(fold, base.deeper(2));
    for (int i = 0; i < elements.size(); i++) {
      layout
          .gap(elements.get(i).getStart())
          .breaks(fold, inner)
          .blankLines(i == 0 ? Gap.Blanks.FIRST : Gap.Blanks.INNER);
    }
    int close = layout.number(context.getStop());
    if (elements.size() > 1 && layout.isOverLines(first, close)) {
      fold.open();
    } else if (elements.size() == 1) {
      // a single element that fills several lines may begin behind the bracket
      layout.openAsWritten(fold, first + 1, close);
    }
    layout.gap(close).breaks(fold, base).comments(base.deeper(2)).blankLines(Gap.Blanks.LAST);
    elements.forEach(each -> layOut(each, inner, inner.deeper(Layout.HANGING)));
    return null;
  }

  @Override
  public Void visitSum(HdwParser.SumContext context) {
    return chain(context);
  }

  @Override
  public Void visitAnd(HdwParser.AndContext context) {
    return chain(context);
  }

  @Override
  public Void visitOr(HdwParser.OrContext context) {
    return chain(context);
  }

  /** {@code a and b and c}: the tree leans to the left, and the lines end before every operator. */
  private Void chain(ParserRuleContext context) {
    var rights = new ArrayList<ParserRuleContext>();
    ParseTree left = context;
    while (left.getClass() == context.getClass()) {
      rights.add((ParserRuleContext) left);
      left = left.getChild(0);
    }
    Collections.reverse(rights);
    Fold fold = layout.add(Fold.at(layout.number(context.getStart())));
    Indent next = base.orWhenOpen(fold, hanging);
    for (ParserRuleContext each : rights) {
      int operator = layout.number(((TerminalNode) each.getChild(1)).getSymbol());
      layout.gap(operator).breaks(fold, next);
      layout.openAsWritten(fold, operator, operator + 1);
    }
    layOut(left, base, hanging);
    rights.forEach(each -> layOut(each.getChild(2), next, next.deeper(Layout.HANGING)));
    return null;
  }

  @Override
  public Void visitNegative(HdwParser.NegativeContext context) {
    layout.gap(context.expression().getStart()).blanks(0);
    return visitChildren(context);
  }

  @Override
  public Void visitText(HdwParser.TextContext context) {
    layout.gap(context.getStart()).text(base);
    return null;
  }
}
