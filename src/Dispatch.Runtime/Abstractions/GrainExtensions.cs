using Dispatch.Runtime.Activations;
using Dispatch.Runtime.References;

namespace Orleans;

/// <summary>The identity of a grain, from inside or through a reference.</summary>
public static class GrainExtensions
{
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        IGrainBase inside => inside.GrainContext.GrainId,
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference to one.", nameof(grain)),
    };

    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    public static Guid GetPrimaryKey(this IAddressable grain) => GrainKeys.AsGuid(grain.GetGrainId().Key);

    public static long GetPrimaryKeyLong(this IAddressable grain) => GrainKeys.AsNumber(grain.GetGrainId().Key);

    /// <summary>A reference that can be handed to others; <c>this</c> must not leave the grain.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
        where TGrainInterface : IAddressable => grain switch
        {
            GrainReference reference => reference.Cast<TGrainInterface>(),
            IGrainBase inside => ActivationScope.FactoryOf(inside.GrainContext).GetGrain<TGrainInterface>(inside.GrainContext.GrainId),
            _ => throw new ArgumentException(
                $"{grain.GetType()} is neither a grain nor a reference to one. An observer object needs CreateObjectReference.", nameof(grain)),
        };

    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain)
        where TGrainInterface : IAddressable => grain.AsReference<TGrainInterface>();
}
