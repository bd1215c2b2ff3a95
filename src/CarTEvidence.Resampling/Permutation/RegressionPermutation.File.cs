namespace CarTEvidence.Resampling;

// The file of a part: "CTEM", version and the header of the run; the number of coefficients; then the omnibus test and the coefficients as permutation parts.
public sealed partial record RegressionPermutation
{
    private const string FileMark = "CTEM";
    private const int FileVersion = 1;

    /// <summary>Writes this result, to be merged elsewhere.</summary>
    /// <param name="stream">A stream that can be written; left open.</param>
    public void Save(Stream stream)
    {
        PartFile.Write(stream, FileMark, FileVersion, Options, writer => writer.Write(Coefficients.Count));
        Omnibus.Save(stream);
        foreach (PermutationResult coefficient in Coefficients)
        {
            coefficient.Save(stream);
        }
    }

    /// <summary>Reads what <see cref="Save"/> has written.</summary>
    /// <param name="stream">A stream that can be read; left open behind the last number.</param>
    /// <exception cref="InvalidDataException">The stream holds something else, another version, or less than it should.</exception>
    public static RegressionPermutation Load(Stream stream)
    {
        int coefficients = PartFile.Read(stream, FileMark, FileVersion, (reader, _) => reader.ReadInt32());
        PermutationResult omnibus = PermutationResult.Load(stream);
        var found = new List<PermutationResult>();
        for (int i = 0; i < coefficients; i++)
        {
            found.Add(PermutationResult.Load(stream));
        }

        return new RegressionPermutation(omnibus, found);
    }
}
