package hdw.parse;

import hdw.ast.Expression;
import hdw.ast.Expression.Operator;
import hdw.ast.Name;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.parse.antlr.HdwBaseVisitor;
import hdw.parse.antlr.HdwParser;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Builds the tree of a value or a condition. */
final class ExpressionBuilder extends HdwBaseVisitor<Expression> {
  private static final int LONGEST_NUMBER = 100;
  private static final int LARGEST_EXPONENT = 301;

  private final Positions positions;
  private final Diagnostics diagnostics;

  ExpressionBuilder(Positions positions, Diagnostics diagnostics) {
    this.positions = positions;
    this.diagnostics = diagnostics;
  }

  @Override
  public Expression visitMember(HdwParser.MemberContext context) {
    return new Expression.Member(
        span(context.id()), build(context.expression()), context.id().getText());
  }

  @Override
  public Expression visitNegative(HdwParser.NegativeContext context) {
    return new Expression.Unary(
        span(context.getStart()), Operator.MINUS, build(context.expression()));
  }

  @Override
  public Expression visitNot(HdwParser.NotContext context) {
    return new Expression.Unary(
        span(context.getStart()), Operator.NOT, build(context.expression()));
  }

  @Override
  public Expression visitProduct(HdwParser.ProductContext context) {
    return binary(context.op, context.left, context.right);
  }

  @Override
  public Expression visitSum(HdwParser.SumContext context) {
    return binary(context.op, context.left, context.right);
  }

  @Override
  public Expression visitComparison(HdwParser.ComparisonContext context) {
    return binary(context.op, context.left, context.right);
  }

  @Override
  public Expression visitAnd(HdwParser.AndContext context) {
    return binary(context.getToken(HdwParser.AND, 0).getSymbol(), context.left, context.right);
  }

  @Override
  public Expression visitOr(HdwParser.OrContext context) {
    return binary(context.getToken(HdwParser.OR, 0).getSymbol(), context.left, context.right);
  }

  @Override
  public Expression visitEach(HdwParser.EachContext context) {
    return new Expression.Each(span(context), name(context.id(0)), output(context.output));
  }

  @Override
  public Expression visitBy(HdwParser.ByContext context) {
    Token number = context.NUMBER().getSymbol();
    return new Expression.By(
        span(context), name(context.id(0)), output(context.output), number(number));
  }

  @Override
  public Expression visitQuantity(HdwParser.QuantityContext context) {
    var amounts =
        context.amount().stream()
            .map(
                each ->
                    new Expression.Amount(
                        span(each),
                        number(each.NUMBER().getSymbol()).value(),
                        new Name(span(each.unit), each.unit.getText())))
            .toList();
    return new Expression.Quantity(span(context), amounts);
  }

  @Override
  public Expression visitNumber(HdwParser.NumberContext context) {
    return number(context.NUMBER().getSymbol());
  }

  @Override
  public Expression visitText(HdwParser.TextContext context) {
    boolean raw = context.RAW_TEXT() != null;
    return positions.isFile() || raw
        ? TextReader.read(span(context), raw, diagnostics)
        : TextReader.inside(span(context), context.getText());
  }

  @Override
  public Expression visitTruth(HdwParser.TruthContext context) {
    return new Expression.Truth(span(context), context.truth.getText().equals("true"));
  }

  @Override
  public Expression visitList(HdwParser.ListContext context) {
    return new Expression.ListLiteral(span(context), buildAll(context.expression()));
  }

  @Override
  public Expression visitBrackets(HdwParser.BracketsContext context) {
    return build(context.expression());
  }

  @Override
  public Expression visitCall(HdwParser.CallContext context) {
    String function = context.reference().getText();
    return new Expression.Call(span(context.reference()), function, buildAll(context.expression()));
  }

  @Override
  public Expression visitName(HdwParser.NameContext context) {
    return new Expression.Reference(span(context), context.getText());
  }

  Expression build(HdwParser.ExpressionContext context) {
    return context.accept(this);
  }

  private List<Expression> buildAll(List<HdwParser.ExpressionContext> contexts) {
    return contexts.stream().map(this::build).toList();
  }

  private Expression binary(
      Token operator, HdwParser.ExpressionContext left, HdwParser.ExpressionContext right) {
    Operator found =
        Arrays.stream(Operator.values())
            .filter(each -> each.word().equals(operator.getText()))
            .findFirst()
            .orElseThrow();
    return new Expression.Binary(span(operator), found, build(left), build(right));
  }

  private Expression.NumberLiteral number(Token token) {
    String text = token.getText().replace("_", "");
    try {
      BigDecimal number = text.length() > LONGEST_NUMBER ? null : new BigDecimal(text);
      boolean usual =
          number != null
              && Math.abs((long) number.precision() - number.scale()) <= LARGEST_EXPONENT;
      if (usual) {
        return new Expression.NumberLiteral(span(token), number);
      }
    } catch (NumberFormatException hugeExponent) {
      // said below
    }
    diagnostics.add(
        Code.HDW0305,
        span(token),
        "hdw knows numbers of at most " + LONGEST_NUMBER + " digits, from 1e-300 to 1e300");
    return new Expression.NumberLiteral(span(token), BigDecimal.ONE);
  }

  private Optional<Name> output(ParserRuleContext id) {
    return Optional.ofNullable(id).map(this::name);
  }

  private Name name(ParserRuleContext id) {
    return Tokens.name(positions, id);
  }

  private Span span(ParserRuleContext context) {
    return Tokens.span(positions, context);
  }

  private Span span(Token token) {
    return Tokens.span(positions, token);
  }
}
