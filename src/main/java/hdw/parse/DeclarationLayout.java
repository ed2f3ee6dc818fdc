package hdw.parse;

import hdw.parse.antlr.HdwBaseVisitor;
import hdw.parse.antlr.HdwParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Says where declarations, blocks and properties may be broken over lines; gives the item that each
 * of them is.
 */
final class DeclarationLayout extends HdwBaseVisitor<Item> {
  private static final Indent OUTER = Indent.of(0);
  private static final Indent HEADER = Indent.of(Layout.HANGING);
  private static final Indent DIMENSIONS = Indent.of(2 * Layout.HANGING);
  private static final Indent RULE = Indent.of(2);

  /** As deep as what follows {@code when} or {@code then}. */
  private static final Indent CLAUSE = Indent.of(7);

  /** How far apart the properties of a block on one line stand. */
  private static final int BETWEEN_PROPERTIES = 2;

  private final Layout layout;
  private final ExpressionLayout expressions;
  private Indent base = OUTER;

  DeclarationLayout(Layout layout) {
    this.layout = layout;
    this.expressions = new ExpressionLayout(layout);
  }

  @Override
  public Item visitFile(HdwParser.FileContext context) {
    Fold file = layout.add(Fold.asWritten(0));
    file.open();
    var items = new ArrayList<Item>();
    Optional<Item> before = Optional.empty();
    for (var declaration : context.declaration()) {
      Item item = declaration.accept(this);
      layout.gap(item.first()).breaks(file, OUTER).blankLines(Gap.Blanks.INNER);
      layout.gap(item.first()).between(before, Optional.of(item));
      before = Optional.of(item);
      items.add(item);
    }
    layout.gap(layout.size() - 1).breaks(file, OUTER).blankLines(Gap.Blanks.INNER);
    layout.gap(layout.size() - 1).between(before, Optional.empty());
    file.items(items);
    return new Item("file", 0, layout.size() - 1, OptionalInt.empty(), Optional.of(file));
  }

  @Override
  public Item visitWorkflowName(HdwParser.WorkflowNameContext context) {
    return item(context, Optional.empty());
  }

  @Override
  public Item visitUse(HdwParser.UseContext context) {
    return item(context, Optional.empty());
  }

  @Override
  public Item visitParam(HdwParser.ParamContext context) {
    expression(context.expression());
    return item(context, Optional.empty());
  }

  @Override
  public Item visitLet(HdwParser.LetContext context) {
    expression(context.expression());
    return item(context, Optional.empty());
  }

  @Override
  public Item visitDefaults(HdwParser.DefaultsContext context) {
    return item(context, Optional.of(block(context.block())));
  }

  @Override
  public Item visitSamplesFrom(HdwParser.SamplesFromContext context) {
    var body = Optional.ofNullable(context.block()).map(this::block);
    expression(context.expression());
    return item(context, body);
  }

  @Override
  public Item visitSample(HdwParser.SampleContext context) {
    return item(context, Optional.of(block(context.block())));
  }

  @Override
  public Item visitTask(HdwParser.TaskContext context) {
    Fold body = block(context.block());
    word(context, "where").ifPresent(this::foldBefore);
    word(context, "for").ifPresent(this::foldBefore);
    var dimensions = context.dimension();
    if (dimensions.size() > 1) {
      separate(dimensions, DIMENSIONS);
    }
    for (var dimension : dimensions) {
      if (dimension.expression() != null) {
        expressions.layOut(dimension.expression(), HEADER, DIMENSIONS);
      }
    }
    if (context.where != null) {
      expressions.layOut(context.where, HEADER, DIMENSIONS);
    }
    return item(context, Optional.of(body));
  }

  @Override
  public Item visitRuleDeclaration(HdwParser.RuleDeclarationContext context) {
    int brace = word(context, "{").orElseThrow();
    Fold body = layout.add(Fold.asWritten(brace));
    body.open();
    word(context, "when").ifPresent(when -> layout.gap(when).breaks(body, RULE));
    layout.gap(word(context, "then").orElseThrow()).breaks(body, RULE);
    layout.gap(context.getStop()).breaks(body, OUTER).comments(RULE);
    if (context.when != null) {
      expressions.layOut(context.when, RULE, CLAUSE);
    }
    if (context.action().size() > 1) {
      separate(context.action(), CLAUSE);
    }
    context.action().forEach(each -> expressions.layOut(each, RULE, CLAUSE));
    return item(context, Optional.of(body));
  }

  @Override
  public Item visitSymptom(HdwParser.SymptomContext context) {
    foldBefore(word(context, "when").orElseThrow());
    expressions.layOut(context.expression(), HEADER, DIMENSIONS);
    return item(context, Optional.empty());
  }

  @Override
  public Item visitSite(HdwParser.SiteContext context) {
    return item(context, Optional.of(block(context.block())));
  }

  @Override
  public Item visitCase(HdwParser.CaseContext context) {
    return item(context, Optional.of(block(context.block())));
  }

  @Override
  public Item visitPlain(HdwParser.PlainContext context) {
    expression(context.expression());
    return property(context, Optional.empty());
  }

  @Override
  public Item visitDirective(HdwParser.DirectiveContext context) {
    expression(context.expression());
    return property(context, Optional.empty());
  }

  @Override
  public Item visitGroup(HdwParser.GroupContext context) {
    return property(context, Optional.of(block(context.block())));
  }

  @Override
  public Item visitQueue(HdwParser.QueueContext context) {
    return item(context, Optional.of(block(context.block())));
  }

  private Fold block(HdwParser.BlockContext context) {
    int open = layout.number(context.getStart());
    int close = layout.number(context.getStop());
    boolean empty = context.getChildCount() == 2;
    Fold fold = layout.add(empty ? Fold.asWritten(open) : Fold.at(open));
    if (empty) {
      layout.gap(close).blanks(0);
    }
    if (empty ? !layout.lexeme(close).comments().isEmpty() : layout.isOverLines(open, close)) {
      fold.open();
    }
    Indent outer = base;
    Indent inner = base.deeper(2);
    base = inner;
    var items = new ArrayList<Item>();
    for (var child : context.children.subList(1, context.getChildCount() - 1)) {
      Gap gap = layout.gap(((ParserRuleContext) child).getStart());
      gap.breaks(fold, inner).blankLines(items.isEmpty() ? Gap.Blanks.FIRST : Gap.Blanks.INNER);
      gap.blanks(items.isEmpty() ? 1 : BETWEEN_PROPERTIES);
      items.add(child.accept(this));
    }
    base = outer;
    layout.gap(close).breaks(fold, base).comments(inner).blankLines(Gap.Blanks.LAST);
    fold.items(items);
    return fold;
  }

  private void expression(HdwParser.ExpressionContext context) {
    if (context != null) {
      expressions.layOut(context, base, base.deeper(Layout.HANGING));
    }
  }

  /** Lets a line of a header end before this token, if its author did so or if it is too long. */
  private void foldBefore(int token) {
    Fold fold = layout.add(Fold.at(token));
    layout.gap(token).breaks(fold, HEADER);
    layout.openAsWritten(fold, token);
  }

  /** Lets lines end between parts with commas between them. */
  private void separate(List<? extends ParserRuleContext> parts, Indent indent) {
    Fold fold = layout.add(Fold.at(layout.number(parts.get(0).getStart())));
    for (var part : parts.subList(1, parts.size())) {
      int number = layout.number(part.getStart());
      layout.gap(number).breaks(fold, indent);
      layout.openAsWritten(fold, number - 1, number);
    }
  }

  private Item item(ParserRuleContext context, Optional<Fold> block) {
    return item(context.getStart().getText(), context, block);
  }

  private Item property(ParserRuleContext context, Optional<Fold> block) {
    return item("", context, block);
  }

  private Item item(String kind, ParserRuleContext context, Optional<Fold> block) {
    var equals = word(context, "=").map(OptionalInt::of).orElse(OptionalInt.empty());
    int first = layout.number(context.getStart());
    return new Item(kind, first, layout.number(context.getStop()), equals, block);
  }

  /** The number of a node's own token that reads {@code text}; names are nodes and never found. */
  private Optional<Integer> word(ParserRuleContext context, String text) {
    return context.children.stream()
        .filter(child -> child instanceof TerminalNode && child.getText().equals(text))
        .findFirst()
        .map(child -> layout.number(((TerminalNode) child).getSymbol()));
  }
}
