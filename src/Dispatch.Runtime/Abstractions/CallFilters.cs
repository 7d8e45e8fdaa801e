using System.Reflection;

namespace Orleans;

/// <summary>A call on its way.</summary>
public interface IGrainCallContext
{
    /// <summary>The grain inside its silo, or the reference outside.</summary>
    object Grain { get; }

    GrainId? SourceId { get; }

    GrainId TargetId { get; }

    string InterfaceName { get; }

    string MethodName { get; }

    MethodInfo InterfaceMethod { get; }

    /// <summary>The answer, once <see cref="Invoke"/> is done; may be replaced.</summary>
    object? Result { get; set; }

    /// <summary>Goes on: the next filter, then the method.</summary>
    Task Invoke();
}

/// <summary>A call arriving at a grain.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    MethodInfo ImplementationMethod { get; }
}

/// <summary>A call leaving through a reference.</summary>
public interface IOutgoingGrainCallContext : IGrainCallContext;

/// <summary>Runs around every call to a grain, or to itself when a grain implements it.</summary>
public interface IIncomingGrainCallFilter
{
    Task Invoke(IIncomingGrainCallContext context);
}

/// <summary>Runs around every call that leaves through a reference.</summary>
public interface IOutgoingGrainCallFilter
{
    Task Invoke(IOutgoingGrainCallContext context);
}
