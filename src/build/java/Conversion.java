import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Turns a value on the stack into one of another type, as {@code LambdaMetafactory} says it. */
final class Conversion {
  private static final String OBJECT = "java/lang/Object";

  /**
   * From the narrowest; {@code boolean} and {@code char} become no other type but int and wider.
   */
  private static final List<Type> WIDTH =
      List.of(Type.INT_TYPE, Type.LONG_TYPE, Type.FLOAT_TYPE, Type.DOUBLE_TYPE);

  private static final int[][] WIDEN = {
    {Opcodes.NOP, Opcodes.I2L, Opcodes.I2F, Opcodes.I2D},
    {Opcodes.NOP, Opcodes.NOP, Opcodes.L2F, Opcodes.L2D},
    {Opcodes.NOP, Opcodes.NOP, Opcodes.NOP, Opcodes.F2D},
    {Opcodes.NOP, Opcodes.NOP, Opcodes.NOP, Opcodes.NOP}
  };

  private Conversion() {}

  /**
   * Converts.
   *
   * @param given the type as the stack has it
   * @param real the type that the value has, which may be narrower
   */
  static void convert(MethodVisitor code, Type given, Type real, Type wanted) {
    if (given.equals(wanted)) {
      return;
    }
    if (wanted.equals(Type.VOID_TYPE)) {
      code.visitInsn(given.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
    } else if (isPrimitive(given) && isPrimitive(wanted)) {
      widen(code, given, wanted);
    } else if (isPrimitive(given)) {
      box(code, given);
    } else if (isPrimitive(wanted)) {
      unbox(code, real, wanted);
    } else if (!wanted.getInternalName().equals(OBJECT)) {
      code.visitTypeInsn(Opcodes.CHECKCAST, wanted.getInternalName());
    }
  }

  private static boolean isPrimitive(Type type) {
    return type.getSort() < Type.ARRAY;
  }

  private static void widen(MethodVisitor code, Type from, Type to) {
    int instruction = WIDEN[Math.max(0, WIDTH.indexOf(from))][Math.max(0, WIDTH.indexOf(to))];
    if (instruction != Opcodes.NOP) {
      code.visitInsn(instruction);
    }
  }

  private static void box(MethodVisitor code, Type primitive) {
    String wrapper = wrapper(primitive);
    String descriptor = "(" + primitive.getDescriptor() + ")L" + wrapper + ";";
    code.visitMethodInsn(Opcodes.INVOKESTATIC, wrapper, "valueOf", descriptor, false);
  }

  private static void unbox(MethodVisitor code, Type real, Type wanted) {
    Type primitive = primitive(real, wanted);
    String wrapper = wrapper(primitive);
    code.visitTypeInsn(Opcodes.CHECKCAST, wrapper);
    String method = primitive.getClassName() + "Value";
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, wrapper, method, "()" + primitive.getDescriptor(), false);
    widen(code, primitive, wanted);
  }

  /** What is in the wrapper that a value is; in another type, what is wanted of it. */
  private static Type primitive(Type real, Type wanted) {
    for (char each : "ZCBSIJFD".toCharArray()) {
      Type primitive = Type.getType(String.valueOf(each));
      if (wrapper(primitive).equals(real.getInternalName())) {
        return primitive;
      }
    }
    return wanted;
  }

  private static String wrapper(Type primitive) {
    return switch (primitive.getSort()) {
      case Type.BOOLEAN -> "java/lang/Boolean";
      case Type.CHAR -> "java/lang/Character";
      case Type.BYTE -> "java/lang/Byte";
      case Type.SHORT -> "java/lang/Short";
      case Type.INT -> "java/lang/Integer";
      case Type.LONG -> "java/lang/Long";
      case Type.FLOAT -> "java/lang/Float";
      default -> "java/lang/Double";
    };
  }
}
