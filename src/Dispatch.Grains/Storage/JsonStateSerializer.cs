using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Dispatch.Contracts.Privacy;
using Orleans.Storage;

namespace Dispatch.Grains.Storage;

/// <summary>
/// Writes states as JSON: camel case, enums by name, nothing escaped that need not be, no member that is null. Register it as <see cref="IGrainStorageSerializer"/>;
/// both actor runtimes then read what the other wrote.
/// </summary>
/// <remarks>
/// A state may gain members: what an older row lacks gets its default, and immutable collections are then empty instead of unusable.
/// A type renamed or a member removed must be handled by whoever does it.
/// </remarks>
public sealed class JsonStateSerializer : IGrainStorageSerializer
{
    private readonly JsonSerializerOptions options;
    private readonly IRowSeal? seal;
    private readonly bool blind;

    /// <summary>Uses reflection.</summary>
    public JsonStateSerializer()
        : this(new DefaultJsonTypeInfoResolver())
    {
    }

    /// <summary>Keeps marked members sealed; without a seal they are written plain, for stores that nobody keeps.</summary>
    public JsonStateSerializer(IRowSeal? seal)
        : this(new DefaultJsonTypeInfoResolver(), seal)
    {
    }

    /// <summary>Uses the given source of type facts, such as a source-generated context.</summary>
    public JsonStateSerializer(IJsonTypeInfoResolver resolver, IRowSeal? seal = null)
        : this(resolver, seal, blind: false)
    {
    }

    private JsonStateSerializer(IJsonTypeInfoResolver resolver, IRowSeal? seal, bool blind)
    {
        (this.seal, this.blind) = (seal, blind);
        var parts = new RowParts(seal is not null);
        options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            PropertyNameCaseInsensitive = true,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new ImmutableArrayConverters(parts), new OrdinalCollectionConverters() },
            TypeInfoResolver = resolver.WithAddedModifier(ImmutableArrayConverters.FillMissing).WithAddedModifier(SealedMembers.Mark).WithAddedModifier(parts.Mark),
        };
        options.MakeReadOnly();
    }

    /// <summary>Reads rows without their keys: sealed members are missing. For whoever looks at everything else, such as checkers of a history.</summary>
    public static JsonStateSerializer Blind() => new(new DefaultJsonTypeInfoResolver(), seal: null, blind: true);

    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => new(seal is null ? Write(input) : SealedRow.Write(() => Write(input), seal.Seal));

    /// <inheritdoc/>
    public T? Deserialize<T>(BinaryData input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var row = input.ToMemory();
        if (!SealedRow.TryFind(row.Span, out var box))
        {
            return JsonSerializer.Deserialize<T>(row.Span, options);
        }

        var members = blind ? null : (seal ?? throw new InvalidDataException("The row has sealed members, and no keys were given to open them.")).Open(box);
        return SealedRow.Read(members, () => JsonSerializer.Deserialize<T>(row.Span, options));
    }

    private byte[] Write<T>(T? input)
    {
        if (input is not IStored stored)
        {
            return JsonSerializer.SerializeToUtf8Bytes(input, options);
        }

        var row = RowPen.Write(stored, () => JsonSerializer.SerializeToUtf8Bytes(input, options));
        if (seal is null)
        {
            RowPen.Check(row, () => JsonSerializer.SerializeToUtf8Bytes(input, options));
        }

        return row;
    }
}
