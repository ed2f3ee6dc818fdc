import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A class that is one lambda: it holds values, and calls the method that javac made of the body.
 */
final class LambdaClass {
  /** The field with the only object, where nothing is held. */
  static final String ONLY = "ONLY";

  /** The method that makes one, where something is held. */
  static final String HOLDING = "holding";

  private static final String INIT = "<init>";
  private static final String OBJECT = "java/lang/Object";
  private static final int PRIVATE_FIELD = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;

  private final String name;
  private final String host;
  private final Shape shape;
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

  LambdaClass(String name, String host, Shape shape) {
    this.name = name;
    this.host = host;
    this.shape = shape;
  }

  /**
   * What {@code LambdaMetafactory.metafactory} is asked for.
   *
   * @param method the interface's one method
   * @param factory takes the values that are held, and gives the interface
   * @param arguments the method's erased type, the body, the method's real type
   */
  record Shape(String method, String factory, Object... arguments) {
    Type type() {
      return Type.getReturnType(factory);
    }

    Type[] held() {
      return Type.getArgumentTypes(factory);
    }

    Type erased() {
      return (Type) arguments[0];
    }

    Handle body() {
      return (Handle) arguments[1];
    }

    Type real() {
      return (Type) arguments[2];
    }
  }

  byte[] bytes(int version) {
    writer.visit(
        version,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        name,
        null,
        OBJECT,
        new String[] {shape.type().getInternalName()});
    writer.visitNestHost(host);
    constructor();
    if (shape.held().length == 0) {
      only();
    } else {
      holding();
    }
    method();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private MethodVisitor begin(int access, String method, String descriptor) {
    MethodVisitor code = writer.visitMethod(access, method, descriptor, null, null);
    code.visitCode();
    return code;
  }

  private static void end(MethodVisitor code, Type result) {
    code.visitInsn(result.getOpcode(Opcodes.IRETURN));
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private String holder() {
    return Type.getMethodDescriptor(Type.VOID_TYPE, shape.held());
  }

  private void constructor() {
    MethodVisitor code = begin(Opcodes.ACC_PRIVATE, INIT, holder());
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, INIT, "()V", false);
    int at = 1;
    for (int i = 0; i < shape.held().length; i++) {
      Type type = shape.held()[i];
      writer.visitField(PRIVATE_FIELD, "held" + i, type.getDescriptor(), null, null).visitEnd();
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), at);
      code.visitFieldInsn(Opcodes.PUTFIELD, name, "held" + i, type.getDescriptor());
      at += type.getSize();
    }
    end(code, Type.VOID_TYPE);
  }

  private void only() {
    String type = shape.type().getDescriptor();
    int access = Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
    writer.visitField(access, ONLY, type, null, null).visitEnd();
    MethodVisitor code = begin(Opcodes.ACC_STATIC, "<clinit>", "()V");
    make(code);
    code.visitFieldInsn(Opcodes.PUTSTATIC, name, ONLY, type);
    end(code, Type.VOID_TYPE);
  }

  private void holding() {
    String descriptor = Type.getMethodDescriptor(shape.type(), shape.held());
    MethodVisitor code = begin(Opcodes.ACC_STATIC, HOLDING, descriptor);
    make(code);
    end(code, shape.type());
  }

  private void make(MethodVisitor code) {
    code.visitTypeInsn(Opcodes.NEW, name);
    code.visitInsn(Opcodes.DUP);
    int at = 0;
    for (Type each : shape.held()) {
      code.visitVarInsn(each.getOpcode(Opcodes.ILOAD), at);
      at += each.getSize();
    }
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, INIT, holder(), false);
  }

  /** The interface's method: what is held, then the arguments, go to the body. */
  private void method() {
    Type erased = shape.erased();
    MethodVisitor code = begin(Opcodes.ACC_PUBLIC, shape.method(), erased.getDescriptor());
    var body = new LambdaBody(shape.body());
    body.begin(code);
    Type[] wanted = body.parameters();
    int k = 0;
    for (int i = 0; i < shape.held().length; i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, name, "held" + i, shape.held()[i].getDescriptor());
      Conversion.convert(code, shape.held()[i], shape.held()[i], wanted[k++]);
    }
    int at = 1;
    Type[] real = shape.real().getArgumentTypes();
    for (int i = 0; i < real.length; i++) {
      Type given = erased.getArgumentTypes()[i];
      code.visitVarInsn(given.getOpcode(Opcodes.ILOAD), at);
      Conversion.convert(code, given, real[i], wanted[k++]);
      at += given.getSize();
    }
    body.call(code);
    Conversion.convert(code, body.result(), body.result(), erased.getReturnType());
    end(code, erased.getReturnType());
  }
}
