package hdw.parse;

import hdw.ast.Action;
import hdw.ast.Block;
import hdw.ast.Declaration;
import hdw.ast.Expression;
import hdw.ast.Name;
import hdw.ast.Property;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.parse.antlr.HdwBaseVisitor;
import hdw.parse.antlr.HdwParser;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Builds the tree of each declaration. */
final class DeclarationBuilder extends HdwBaseVisitor<Declaration> {
  private final Positions positions;
  private final Diagnostics diagnostics;
  private final ExpressionBuilder expressions;

  DeclarationBuilder(Positions positions, Diagnostics diagnostics) {
    this.positions = positions;
    this.diagnostics = diagnostics;
    this.expressions = new ExpressionBuilder(positions, diagnostics);
  }

  @Override
  public Declaration visitWorkflowName(HdwParser.WorkflowNameContext context) {
    return new Declaration.WorkflowName(Tokens.span(positions, context.id()), name(context.id()));
  }

  @Override
  public Declaration visitUse(HdwParser.UseContext context) {
    return new Declaration.Use(span(context.TEXT()), plainText(context.TEXT()));
  }

  @Override
  public Declaration visitParam(HdwParser.ParamContext context) {
    Name name = name(context.id(0));
    return new Declaration.Param(
        name.span(),
        name,
        Optional.ofNullable(context.type).map(this::name),
        optional(context.expression()));
  }

  @Override
  public Declaration visitLet(HdwParser.LetContext context) {
    Name name = name(context.id());
    return new Declaration.Let(name.span(), name, expressions.build(context.expression()));
  }

  @Override
  public Declaration visitDefaults(HdwParser.DefaultsContext context) {
    return new Declaration.Defaults(
        Tokens.span(positions, context.getStart()), block(context.block()));
  }

  @Override
  public Declaration visitSamplesFrom(HdwParser.SamplesFromContext context) {
    Span span = Tokens.span(positions, context.expression());
    Block body =
        context.block() == null ? new Block(span, List.of(), List.of()) : block(context.block());
    return new Declaration.SamplesFrom(span, expressions.build(context.expression()), body);
  }

  @Override
  public Declaration visitSample(HdwParser.SampleContext context) {
    Name name =
        context.id() != null
            ? name(context.id())
            : new Name(span(context.TEXT()), plainText(context.TEXT()));
    return new Declaration.Sample(name.span(), name, block(context.block()));
  }

  @Override
  public Declaration visitTask(HdwParser.TaskContext context) {
    Name name = name(context.id());
    var dimensions = context.dimension().stream().map(this::dimension).toList();
    return new Declaration.Task(
        name.span(), name, dimensions, optional(context.where), block(context.block()));
  }

  private Declaration.Dimension dimension(HdwParser.DimensionContext context) {
    return new Declaration.Dimension(
        Tokens.span(positions, context),
        name(context.id(0)),
        Optional.ofNullable(context.member).map(this::name),
        optional(context.expression()));
  }

  @Override
  public Declaration visitRuleDeclaration(HdwParser.RuleDeclarationContext context) {
    Name name = name(context.id());
    boolean onFailure = context.getToken(HdwParser.ON, 0) != null;
    var actions = context.action().stream().map(this::action).toList();
    return new Declaration.Rule(name.span(), name, onFailure, optional(context.when), actions);
  }

  private Action action(HdwParser.ActionContext context) {
    Span span = Tokens.span(positions, context);
    if (context instanceof HdwParser.SetActionContext set) {
      return new Action.Set(span, name(set.id()), expressions.build(set.expression()));
    }
    if (context instanceof HdwParser.RetryActionContext retry) {
      return new Action.Retry(span, optional(retry.expression()));
    }
    var verb = (HdwParser.VerbActionContext) context;
    return new Action.Verb(span, name(verb.verb), Optional.ofNullable(verb.object).map(this::name));
  }

  @Override
  public Declaration visitSymptom(HdwParser.SymptomContext context) {
    Name reason = name(context.id());
    return new Declaration.Symptom(reason.span(), reason, expressions.build(context.expression()));
  }

  @Override
  public Declaration visitSite(HdwParser.SiteContext context) {
    Name name = name(context.id());
    return new Declaration.Site(name.span(), name, block(context.block()));
  }

  @Override
  public Declaration visitCase(HdwParser.CaseContext context) {
    Name name = name(context.id());
    return new Declaration.Case(name.span(), name, block(context.block()));
  }

  private Block block(HdwParser.BlockContext context) {
    var queues =
        context.queue().stream()
            .map(each -> new Block.Queue(name(each.id()), block(each.block())))
            .toList();
    return new Block(
        Tokens.span(positions, context),
        context.property().stream().map(this::property).toList(),
        queues);
  }

  private Property property(HdwParser.PropertyContext context) {
    if (context instanceof HdwParser.PlainContext plain) {
      return new Property.Plain(name(plain.id()), expressions.build(plain.expression()));
    }
    if (context instanceof HdwParser.DirectiveContext directive) {
      return new Property.Directive(
          name(directive.id()), expressions.build(directive.expression()));
    }
    var group = (HdwParser.GroupContext) context;
    return new Property.Group(name(group.id()), block(group.block()));
  }

  private Optional<Expression> optional(HdwParser.ExpressionContext context) {
    return Optional.ofNullable(context).map(expressions::build);
  }

  /** The text of a literal in which nothing is filled in. */
  private String plainText(TerminalNode literal) {
    var text = new StringBuilder();
    for (var piece : TextReader.read(span(literal), false, diagnostics).pieces()) {
      text.append(
          piece instanceof Expression.Piece.Literal plain
              ? plain.text()
              : ((Expression.Piece.Hole) piece).span().text());
    }
    return text.toString();
  }

  private Name name(ParserRuleContext id) {
    return Tokens.name(positions, id);
  }

  private Span span(TerminalNode literal) {
    return Tokens.span(positions, literal.getSymbol());
  }
}
