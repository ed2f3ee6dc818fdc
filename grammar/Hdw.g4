/** The language of hdw: samples, tasks, sites and rules. docs/language.md explains it by example. */
grammar Hdw;

file: declaration* EOF;

/** A single value, as in a template or behind --set. */
value: expression EOF;

declaration
    : 'workflow' id                                                              # workflowName
    | 'use' TEXT                                                                 # use
    | 'param' id (':' type=id)? ('=' expression)?                                # param
    | 'let' id '=' expression                                                    # let
    | 'defaults' block                                                           # defaults
    | 'samples' 'from' expression block?                                         # samplesFrom
    | 'sample' (id | TEXT) block                                                 # sample
    | 'task' id ('for' 'each' dimension (',' dimension)*)? ('where' where=expression)? block  # task
    | 'rule' id ('on' 'failure')? '{' ('when' when=expression)? 'then' action (',' action)* '}'  # ruleDeclaration
    | 'symptom' id 'when' expression                                             # symptom
    | 'site' id block                                                            # site
    | 'case' id block                                                            # case
    ;

dimension: id ('.' member=id)? ('in' expression)?;

block: '{' (property | queue)* '}';

property
    : 'directive' id '=' expression                                              # directive
    | id '=' expression                                                          # plain
    | id block                                                                   # group
    ;

queue: 'queue' id block;

action
    : id '=' expression                                                          # setAction
    | 'retry' ('after' expression)?                                              # retryAction
    | verb=id object=id?                                                         # verbAction
    ;

expression
    : expression '.' id                                                          # member
    | '-' expression                                                             # negative
    | left=expression op=('*' | '/') right=expression                            # product
    | left=expression op=('+' | '-') right=expression                            # sum
    | left=expression op=('==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'matches') right=expression  # comparison
    | 'not' expression                                                           # not
    | left=expression 'and' right=expression                                     # and
    | left=expression 'or' right=expression                                      # or
    | 'each' id ('.' output=id)?                                                 # each
    | id ('.' output=id)? 'by' NUMBER                                            # by
    | amount+                                                                    # quantity
    | NUMBER                                                                     # number
    | (TEXT | RAW_TEXT)                                                          # text
    | truth=('true' | 'false')                                                   # truth
    | '[' (expression (',' expression)* ','?)? ']'                               # list
    | '(' expression ')'                                                         # brackets
    | reference '(' (expression (',' expression)*)? ')'                          # call
    | reference                                                                  # name
    ;

/** Units are ordinary words behind a number, so that no unit is ever reserved. */
amount: NUMBER unit=(WORD | '%');

/** A name where an expression may stand: every word that no expression is built from. */
reference
    : WORD | 'workflow' | 'use' | 'param' | 'let' | 'defaults' | 'samples' | 'from' | 'sample' | 'task' | 'for'
    | 'each' | 'rule' | 'on' | 'failure' | 'symptom' | 'site' | 'case' | 'queue' | 'directive' | 'retry' | 'after' | 'by'
    ;

/** A name where only a name can stand: every word. */
id: reference | 'where' | 'when' | 'then' | 'in' | 'matches' | 'and' | 'or' | 'not' | 'true' | 'false';

AND: 'and';
OR: 'or';
ON: 'on';
NUMBER: DIGITS ('.' DIGITS)? ([eE] [+-]? [0-9]+)?;
WORD: [A-Za-z_] [A-Za-z0-9_]*;
RAW_TEXT: '"""' .*? '"""';
TEXT: '"' ('\\' ~[\r\n] | ~["\\\r\n])* '"';

COMMENT: '#' ~[\r\n]* -> channel(HIDDEN);
BLANK: [ \t\r\n\f\u00A0\uFEFF]+ -> skip;

/** Never part of a file that is right; kept so that the message can say what is wrong with it. */
OPEN_TEXT: '"' ('\\' ~[\r\n] | ~["\\\r\n])*;
OTHER: .;

fragment DIGITS: [0-9]+ ('_' [0-9]+)*;
